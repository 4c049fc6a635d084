import type { Context, MiddlewareHandler } from 'hono';
import { authenticateKey, countFailedKey } from '../../../auth/index.ts';
import { type Deps, makeCtx } from '../../../lib/ctx.ts';
import { AppError, isAppError } from '../../../lib/errors.ts';
import type { ApiEnv } from './env.ts';

/** Every request under it needs `Authorization: Bearer tg_…`; what comes after finds its context in `c.get('ctx')`. */
export function bearer(deps: Deps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    try {
      c.set('ctx', makeCtx(deps, await authenticateKey(deps, tokenOf(c)), c.get('requestId')));
    } catch (error) {
      if (isAppError(error, 'UNAUTHENTICATED')) {
        c.header('WWW-Authenticate', 'Bearer realm="tuiguan"');
        await countFailedKey(deps, addressOf(c));
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

interface Socketed {
  incoming?: { socket?: { remoteAddress?: string } };
}

/** The socket's own address. X-Forwarded-For is not looked at: anybody can write it. */
function addressOf(c: Context<ApiEnv>): string {
  const env = c.env as (Socketed & { server?: Socketed }) | undefined;
  return (env?.server ?? env)?.incoming?.socket?.remoteAddress ?? 'unknown';
}
