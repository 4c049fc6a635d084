import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { ts } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { jobId } from '../lib/queue.ts';
import { cancelClosings } from './cancel-closings.ts';
import { policyById } from './read-policies.ts';
import { findSweep, type Sweep, sweepOrThrow } from './sweep-rows.ts';

const CHUNK = 5_000;

/** Cancels a sweep. What it announced and what has not taken effect is taken back in chunks; what has taken effect stays. */
export async function cancelSweep(ctx: Ctx, sweepId: number): Promise<Sweep> {
  authorize(ctx, 'sweep.cancel');
  const sweep = await ctx.db.transaction(async (tx) => {
    const before = await sweepOrThrow(tx, sweepId, 'update');
    if (before.state === 'cancelled' || before.state === 'cancelling') return before;
    const started = before.state === 'running' || before.state === 'announced';
    const state = started ? 'cancelling' : 'cancelled';
    await tx.execute(sql`update sweep set state = ${state}, cancelled_by = ${actorRef(ctx.actor)}, cancelled_at = ${ts(ctx.clock.now())} where id = ${sweepId}`);
    await audit(tx, ctx, { action: 'sweep.cancel', subject: { kind: 'sweep', id: sweepId }, before: { state: before.state }, after: { state } });
    return sweepOrThrow(tx, sweepId);
  });
  if (sweep.state === 'cancelling') await ctx.deps.queue.add('sweep-cancel', { sweepId }, { jobId: jobId('sweep-cancel', sweepId) });
  return sweep;
}

/** Takes back the next chunk of a sweep that is being cancelled; the number taken back, 0 when it is done, undefined when another is at it. */
export async function cancelSweepChunk(ctx: Ctx, sweepId: number): Promise<number | undefined> {
  authorize(ctx, 'sweep.cancel');
  return ctx.db.transaction(async (tx) => {
    const sweep = await findSweep(tx, sweepId, 'skip');
    if (sweep?.state !== 'cancelling') return sweep ? 0 : undefined;
    const policy = await policyById(tx, sweep.policyVersionId);
    const taken = await cancelClosings(tx, ctx, {
      sweepId,
      permission: sweep.permission,
      policyVersionId: policy.id,
      policyVersion: policy.version,
      which: sql`true`,
      limit: CHUNK,
      cause: 'sweep',
    });
    if (taken.length === 0) await tx.execute(sql`update sweep set state = 'cancelled' where id = ${sweepId}`);
    return taken.length;
  });
}
