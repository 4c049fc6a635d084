import { Hono } from 'hono';
import type { PortalEnv } from '../http/env.ts';
import { inPortal } from '../http/session.ts';
import { addPermissionPages } from './people.ts';
import { addResourcePages } from './resources/index.ts';

/** The pages of an affiliate's people, under /portal. */
export function portalPages(): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.use(inPortal());
  addPermissionPages(app);
  addResourcePages(app);
  return app;
}
