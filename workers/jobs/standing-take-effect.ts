import type { Ctx } from '../../src/lib/ctx.ts';
import { takeEffect } from '../../src/policy/index.ts';

/** Brings standings to `closed` whose date has come. */
export async function standingTakeEffect(ctx: Ctx, _payload: object, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await takeEffect(ctx)) > 0);
}
