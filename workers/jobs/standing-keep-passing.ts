import type { Ctx } from '../../src/lib/ctx.ts';
import { keepPassing } from '../../src/policy/index.ts';

/** Cancels every pending closing whose affiliate passes by now. */
export async function standingKeepPassing(ctx: Ctx): Promise<void> {
  await keepPassing(ctx);
}
