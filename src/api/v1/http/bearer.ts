import type { Context, MiddlewareHandler } from 'hono';
import { authenticateKey, countFailedKey } from '../../../auth/index.ts';
import { type Deps, makeCtx } from '../../../lib/ctx.ts';
import { AppError, isAppError } from '../../../lib/errors.ts';
import { visitorAddress } from '../../../lib/visitor-address.ts';
import type { ApiEnv } from './env.ts';

/** Every request under it needs `Authorization: Bearer tg_…`; what comes after finds its context in `c.get('ctx')`. */
export function bearer(deps: Deps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    try {
      c.set('ctx', makeCtx(deps, await authenticateKey(deps, tokenOf(c)), c.get('requestId')));
    } catch (error) {
      if (isAppError(error, 'UNAUTHENTICATED')) {
        c.header('WWW-Authenticate', 'Bearer realm="tuiguan"');
        await countFailedKey(deps, visitorAddress(c.env, c.req.header('X-Forwarded-For'), deps.config.TRUSTED_PROXIES));
      }
      throw error;
    }
    await next();
  };
}

function tokenOf(c: Context<ApiEnv>): string {
  const header = c.req.header('Authorization');
  if (header === undefined) throw new AppError('UNAUTHENTICATED', 'no Authorization header was sent');
  const match = /^Bearer +(\S+) *$/i.exec(header);
  if (!match) throw new AppError('UNAUTHENTICATED', 'the Authorization header has not the form "Bearer tg_…"');
  return match[1] as string;
}
