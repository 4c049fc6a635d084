import type { Ctx } from '../../src/lib/ctx.ts';
import { runSweepChunk } from '../../src/policy/index.ts';

/** Runs a started sweep to its end, chunk by chunk. */
export async function sweepRun(ctx: Ctx, { sweepId }: { sweepId: number }, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const done = await runSweepChunk(ctx, sweepId);
    if (!done || done.finished) return;
  }
}
