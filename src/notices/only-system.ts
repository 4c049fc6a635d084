import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';

/** Delivery is the workers' own business: no role and no key carries it. */
export function onlySystem(ctx: Ctx, what: string): void {
  if (ctx.actor.kind !== 'system' && ctx.actor.kind !== 'operator') throw new AppError('FORBIDDEN', `${what} is done by the system alone`);
}
