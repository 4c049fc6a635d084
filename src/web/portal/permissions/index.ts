import type { Hono } from 'hono';
import type { PortalEnv } from '../context.ts';
import { addPermissionPage } from './permission-page.tsx';

export function addPermissions(app: Hono<PortalEnv>): void {
  addPermissionPage(app);
}
