import type { Ctx } from '../../src/lib/ctx.ts';
import { deliverBatch, reconcileSending } from '../../src/notices/index.ts';
import { scheduleAcceptedClosings } from '../../src/policy/index.ts';

/** Settles what a dead process held, and sends what is due; a closing is written as soon as its notice was accepted. */
export async function noticesDeliver(ctx: Ctx, _payload: object, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const { accepted } = await reconcileSending(ctx);
    if (accepted > 0) await scheduleAcceptedClosings(ctx);
    const sent = await deliverBatch(ctx, {}, stop);
    await scheduleAcceptedClosings(ctx, sent.acceptedIds);
    if (sent.claimed === 0) return;
  }
}
