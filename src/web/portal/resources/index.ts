import type { Hono } from 'hono';
import type { PortalEnv } from '../../http/env.ts';
import { addEdit } from './edit-page.tsx';
import { addHistory } from './history-page.tsx';
import { addList } from './list-page.tsx';
import { addNew } from './new-page.tsx';
import { addPlacements } from './placements.tsx';
import { addProof } from './proof-page.tsx';
import { addReport } from './report-page.tsx';
import { addResource } from './resource-page.tsx';

/** The pages about an affiliate's resources, under /portal. */
export function addResourcePages(app: Hono<PortalEnv>): void {
  addList(app);
  addNew(app);
  addResource(app);
  addPlacements(app);
  addEdit(app);
  addHistory(app);
  addProof(app);
  addReport(app);
}
