import type { Hono } from 'hono';
import type { PortalEnv } from '../context.ts';
import { addMessageList } from './message-list.tsx';
import { addMessagePage } from './message-page.tsx';

/** The message centre. */
export function addMessages(app: Hono<PortalEnv>): void {
  addMessageList(app);
  addMessagePage(app);
}
