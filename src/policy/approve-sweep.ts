import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { row, ts } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { rowHashSql } from './plan-sql.ts';
import { planHashOf } from './plan-sweep.ts';
import { type Sweep, sweepOrThrow } from './sweep-rows.ts';

export const ApproveInput = z.object({
  sweepId: z.number().int().positive(),
  /** The plan's hash as the approver saw it, whole or its first 12 characters or more. */
  hash: z.string().regex(/^[0-9a-f]{12,64}$/, 'the plan hash, at least its first 12 hexadecimal characters'),
  /** The number of closings, typed by the approver: asked for above the guard, and held against the plan whenever it is given. */
  confirmClosings: z.number().int().min(0).optional(),
});

/**
 * Approves a plan: by another person than the planner, bound to the hash, which is computed again from the rows.
 * @throws SELF_APPROVAL, STALE_PLAN (other hash), SHARE_GUARD (closes too large a share unconfirmed, or another number than was confirmed), CONFLICT (not planned).
 */
export async function approveSweep(ctx: Ctx, input: z.input<typeof ApproveInput>): Promise<Sweep> {
  authorize(ctx, 'sweep.approve');
  const { sweepId, hash, confirmClosings } = parse(ApproveInput, input);
  if (ctx.actor.kind !== 'staff') throw new AppError('FORBIDDEN', 'a sweep is approved by a person of the staff: use that person’s key');
  const by = actorRef(ctx.actor);
  return ctx.db.transaction(async (tx) => {
    const sweep = await sweepOrThrow(tx, sweepId, 'update');
    if (sweep.state !== 'planned' || !sweep.totals) throw new AppError('CONFLICT', `sweep ${sweepId} is ${sweep.state}; only a planned sweep can be approved`);
    if (sweep.plannedBy === by) throw new AppError('SELF_APPROVAL', `sweep ${sweepId} was planned by you (${by}); a second person must approve it`);
    if (!sweep.planHash?.startsWith(hash)) throw new AppError('STALE_PLAN', `the hash ${hash} is not that of sweep ${sweepId}'s plan (${sweep.planHash?.slice(0, 12)}…)`);
    const altered = await row<{ n: number }>(tx, sql`select count(*)::int as n from sweep_item i where i.sweep_id = ${sweepId} and i.row_hash <> ${rowHashSql('i', sweepId)}`);
    if ((altered?.n ?? 0) > 0 || (await planHashOf(tx, sweepId)) !== sweep.planHash) {
      throw new AppError('STALE_PLAN', `the rows of sweep ${sweepId} no longer give the plan's hash (${altered?.n ?? 0} rows altered); plan again`);
    }
    const { close, keep } = sweep.totals;
    const share = close / Math.max(1, close + keep);
    if (confirmClosings === undefined ? share > ctx.deps.config.SWEEP_MAX_SHARE : confirmClosings !== close) {
      throw new AppError('SHARE_GUARD', `sweep ${sweepId} closes ${close} of ${close + keep} holders (${(share * 100).toFixed(1)}%, guard ${(ctx.deps.config.SWEEP_MAX_SHARE * 100).toFixed(0)}%)${confirmClosings === undefined ? '' : `, not ${confirmClosings}`}`);
    }
    await tx.execute(sql`
      update sweep set state = 'approved', approved_by = ${by}, approved_at = ${ts(ctx.clock.now())}, approved_hash = plan_hash, confirmed_closings = ${confirmClosings ?? null}
      where id = ${sweepId}`);
    await audit(tx, ctx, { action: 'sweep.approve', subject: { kind: 'sweep', id: sweepId }, before: { state: sweep.state }, after: { state: 'approved', hash: sweep.planHash, confirmClosings } });
    return sweepOrThrow(tx, sweepId);
  });
}
