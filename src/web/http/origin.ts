import type { MiddlewareHandler } from 'hono';
import { AppError } from '../../lib/errors.ts';
import type { WebEnv } from './env.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses every state change that another site's page sent: browsers say by Sec-Fetch-Site or Origin where a form stood.
 * A request that says neither is refused too; scripts have the API and its keys.
 */
export function sameOriginOnly(base: string): MiddlewareHandler<WebEnv> {
  const ours = new URL(base).origin;
  return async (c, next) => {
    if (!SAFE.has(c.req.method)) {
      const site = c.req.header('Sec-Fetch-Site');
      const origin = c.req.header('Origin');
      const same = site === undefined ? origin !== undefined && (origin === ours || origin === new URL(c.req.url).origin) : site === 'same-origin';
      if (!same) throw new AppError('FORBIDDEN', 'this form was not sent from a page of ours; open the page again and send it from there');
    }
    await next();
  };
}
