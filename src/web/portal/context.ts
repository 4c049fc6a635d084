import type { Context } from 'hono';
import type { PortalEnv } from '../http/env.ts';

export type { PortalEnv };

/** A request inside the portal. */
export type PortalContext = Context<PortalEnv>;
