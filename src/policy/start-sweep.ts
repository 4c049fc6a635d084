import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row, type Tx, ts } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { jobId } from '../lib/queue.ts';
import { decisionsSql } from './plan-sql.ts';
import { planHashOf } from './plan-sweep.ts';
import { policyById } from './read-policies.ts';
import { type Sweep, sweepOrThrow } from './sweep-rows.ts';

/**
 * Starts an approved sweep; its chunks are then run by `runSweepChunk`. Starting twice is the same as once.
 * @throws STALE_PLAN when more than SWEEP_MAX_DRIFT of the decisions would come out otherwise today: approve anew after planning again.
 */
export async function startSweep(ctx: Ctx, sweepId: number): Promise<Sweep> {
  authorize(ctx, 'sweep.run');
  const started = await ctx.db.transaction(async (tx) => {
    const sweep = await sweepOrThrow(tx, sweepId, 'update');
    if (sweep.state === 'running' || sweep.state === 'announced') return sweep;
    if (sweep.state !== 'approved') throw new AppError('CONFLICT', `sweep ${sweepId} is ${sweep.state}; only an approved sweep can run`);
    if (sweep.approvedHash !== (await planHashOf(tx, sweepId))) throw new AppError('STALE_PLAN', `sweep ${sweepId} was approved with another hash than its plan gives now`);
    const policy = await policyById(tx, sweep.policyVersionId);
    if (policy.state !== 'published') throw new AppError('CONFLICT', `policy ${policy.permission}@${policy.version} of sweep ${sweepId} is ${policy.state}; plan again by the version in force`);
    const drift = await driftOf(tx, ctx, sweep);
    if (drift.share > ctx.deps.config.SWEEP_MAX_DRIFT) {
      throw new AppError('STALE_PLAN', `${drift.differing} of ${drift.of} decisions of sweep ${sweepId} (${(drift.share * 100).toFixed(2)}%) would come out otherwise today; the limit is ${ctx.deps.config.SWEEP_MAX_DRIFT * 100}%: plan and approve again`);
    }
    await tx.execute(sql`update sweep set state = 'running', started_at = ${ts(ctx.clock.now())} where id = ${sweepId}`);
    await audit(tx, ctx, { action: 'sweep.run', subject: { kind: 'sweep', id: sweepId }, before: { state: sweep.state }, after: { state: 'running', drift } });
    return sweepOrThrow(tx, sweepId);
  });
  if (started.state === 'running') await ctx.deps.queue.add('sweep-run', { sweepId }, { jobId: jobId('sweep-run', sweepId) });
  return started;
}

/** Share of the plan's decisions that differ, in themselves or in their reasons, when they are made again now. A newcomer counts when
 * it would be closed or granted. */
export async function driftOf(tx: Tx, ctx: Ctx, sweep: Sweep): Promise<{ differing: number; of: number; share: number }> {
  const policy = await policyById(tx, sweep.policyVersionId);
  const counted = await row<{ differing: number; of: number }>(tx, sql`
    select count(*) filter (where case when i.decision is null then d.decision in ('close', 'grant') else i.decision is distinct from d.decision end or (i.decision = 'close' and i.reasons <> d.reasons))::int as differing, count(i.decision)::int as of
    from (select * from sweep_item where sweep_id = ${sweep.id}) i
    full join (${decisionsSql({ definition: policy.definition, permission: sweep.permission, at: ctx.clock.now() })}) d on d.affiliate_id = i.affiliate_id`);
  const { differing, of } = counted ?? { differing: 0, of: 0 };
  return { differing, of, share: differing / Math.max(1, of) };
}
