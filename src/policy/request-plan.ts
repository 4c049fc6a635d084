import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { sweep } from '../db/schema/index.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { Moment } from '../lib/moment.ts';
import { parse } from '../lib/parse.ts';
import { jobId } from '../lib/queue.ts';
import { findPolicy } from './read-policies.ts';

export const PlanInput = z.object({
  /** `cross_store_settlement` for the published version, or `cross_store_settlement@2`. */
  policy: z.string().min(1, 'a policy, like cross_store_settlement or cross_store_settlement@2'),
  /** Calendar days from an accepted notice to its effect; the installation's default when absent. */
  noticeDays: z.number().int().min(1).max(90).optional(),
  /** All notices leave at this moment; as soon as the sweep runs when absent. */
  announceAt: Moment.optional(),
});

/** Asks for a plan: the row first, the work by `planSweep`. Returns the sweep's id. */
export async function requestPlan(ctx: Ctx, input: z.input<typeof PlanInput>): Promise<{ sweepId: number }> {
  authorize(ctx, 'sweep.plan');
  if (ctx.actor.kind !== 'staff') throw new AppError('FORBIDDEN', 'a sweep is planned by a person of the staff: use that person’s key');
  const wanted = parse(PlanInput, input);
  const sweepId = await ctx.db.transaction(async (tx) => {
    const policy = await findPolicy(tx, wanted.policy);
    if (policy.state === 'draft') throw new AppError('CONFLICT', `policy ${policy.permission}@${policy.version} is a draft; publish it first`);
    const [made] = await tx
      .insert(sweep)
      .values({
        permission: policy.permission,
        policyVersionId: policy.id,
        state: 'planning',
        noticeDays: wanted.noticeDays ?? ctx.deps.config.NOTICE_DAYS,
        announceAt: wanted.announceAt ?? null,
        plannedBy: actorRef(ctx.actor),
        requestedAt: ctx.clock.now(),
      })
      .returning({ id: sweep.id });
    if (!made) throw new Error('insert returned no row');
    await audit(tx, ctx, { action: 'sweep.plan', subject: { kind: 'sweep', id: made.id }, after: wanted });
    return made.id;
  });
  await ctx.deps.queue.add('sweep-plan', { sweepId }, { jobId: jobId('sweep-plan', sweepId) });
  return { sweepId };
}
