import type { Ctx } from '../../src/lib/ctx.ts';
import { reconcileSending } from '../../src/notices/index.ts';
import { scheduleAcceptedClosings } from '../../src/policy/index.ts';

/** Settles what a crash left in doubt, and writes closings that a crash came before. */
export async function noticesReconcile(ctx: Ctx, _payload: object, stop: AbortSignal): Promise<void> {
  await reconcileSending(ctx);
  while (!stop.aborted && (await scheduleAcceptedClosings(ctx)) > 0);
}
