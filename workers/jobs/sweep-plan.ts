import type { Ctx } from '../../src/lib/ctx.ts';
import { planSweep } from '../../src/policy/index.ts';

/** Makes the plan of a requested sweep. */
export async function sweepPlan(ctx: Ctx, { sweepId }: { sweepId: number }): Promise<void> {
  await planSweep(ctx, sweepId);
}
