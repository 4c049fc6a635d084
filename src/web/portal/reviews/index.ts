import type { Hono } from 'hono';
import type { PortalEnv } from '../context.ts';
import { addAskPage } from './ask-page.tsx';
import { addCaseList } from './case-list.tsx';
import { addCasePage } from './case-page.tsx';

/** Re-reviews: those asked for, asking for one, and how one stands. */
export function addReviews(app: Hono<PortalEnv>): void {
  addCaseList(app);
  addAskPage(app);
  addCasePage(app);
}
