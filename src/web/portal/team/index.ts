import type { Hono } from 'hono';
import type { PortalEnv } from '../context.ts';
import { addTeamChanges } from './team-changes.tsx';
import { addTeamPage } from './team-page.tsx';

/** Who acts for this affiliate. */
export function addTeam(app: Hono<PortalEnv>): void {
  addTeamPage(app);
  addTeamChanges(app);
}
