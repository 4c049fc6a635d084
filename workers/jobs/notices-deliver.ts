import type { Ctx } from '../../src/lib/ctx.ts';
import { deliverBatch } from '../../src/notices/index.ts';
import { scheduleAcceptedClosings } from '../../src/policy/index.ts';

/** Sends what is due; a closing is written as soon as its notice was accepted. */
export async function noticesDeliver(ctx: Ctx, _payload: object, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const sent = await deliverBatch(ctx);
    await scheduleAcceptedClosings(ctx, sent.acceptedIds);
    if (sent.claimed === 0) return;
  }
}
