import type { Hono } from 'hono';
import type { PortalEnv } from './context.ts';
import { addHome } from './home/index.ts';
import { addMessages } from './messages/index.ts';
import { addPermissions } from './permissions/index.ts';
import { addReviews } from './reviews/index.ts';
import { addTeam } from './team/index.ts';

/** Where an affiliate stands, what it asks for, what it is told, and who acts for it. */
export function addPermissionPages(app: Hono<PortalEnv>): void {
  addHome(app);
  addPermissions(app);
  addReviews(app);
  addMessages(app);
  addTeam(app);
}
