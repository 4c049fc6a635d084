import type { Deps } from '../../lib/ctx.ts';
import { AppError } from '../../lib/errors.ts';
import { openSession } from './open-session.ts';

/** Signs a person in without asking anything, for the sign-in links of the demo alone: refused in production. Hands back Set-Cookie lines. */
export async function openSessionFor(deps: Deps, input: { userId: number; ip: string; userAgent: string }): Promise<string[]> {
  if (deps.config.NODE_ENV === 'production') throw new AppError('FORBIDDEN', 'nobody is signed in without a proof in production');
  return openSession(deps, input);
}
