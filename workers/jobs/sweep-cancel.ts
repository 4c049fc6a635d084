import type { Ctx } from '../../src/lib/ctx.ts';
import { cancelSweepChunk } from '../../src/policy/index.ts';

/** Takes back what a cancelled sweep announced, chunk by chunk. */
export async function sweepCancel(ctx: Ctx, { sweepId }: { sweepId: number }, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    if (!(await cancelSweepChunk(ctx, sweepId))) return;
  }
}
