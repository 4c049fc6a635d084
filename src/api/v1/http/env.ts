import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Ctx } from '../../../lib/ctx.ts';

export interface ApiEnv {
  Variables: { requestId: string; ctx: Ctx };
}

/** The API that resource files add their routes to. */
export type Api = OpenAPIHono<ApiEnv>;
