import { type SQL, sql } from 'drizzle-orm';
import { arr, isoSql, rows, type Tx, ts } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { insertNotices, withdrawNotices } from '../notices/index.ts';

/** A cancellation must be committed before the closing takes effect: none is begun this close to it. */
const COMMIT_MARGIN_MS = 500;

/**
 * Cancels pending closings of one sweep that have not taken effect: event, standing, the unsent announcement withdrawn,
 * and a notice to whoever had been told: "kept" after a repair, "withdrawn" when the sweep itself was cancelled, for then nobody
 * was found to pass. `which` is a condition on `s` (standing) and, when it needs facts, `f`.
 */
export async function cancelClosings(
  tx: Tx,
  ctx: Ctx,
  input: { sweepId: number; permission: string; policyVersionId: number; policyVersion: number; which: SQL; limit: number; cause: 'repair' | 'sweep' },
): Promise<number[]> {
  const now = ctx.clock.now();
  const cancelled = await rows<{ affiliateId: number; wasToCloseAt: string | null }>(tx, sql`
    with todo as (
      select s.affiliate_id, s.closing_event_id, s.closes_at
      from standing s join fact f on f.affiliate_id = s.affiliate_id
      where s.pending_sweep_id = ${input.sweepId} and s.permission = ${input.permission} and s.state = 'granted'
        and (s.closes_at is null or s.closes_at > ${ts(new Date(now.getTime() + COMMIT_MARGIN_MS))}) and ${input.which}
      order by s.affiliate_id limit ${input.limit} for update of s
    ), ev as (
      insert into standing_event (recorded_at, affiliate_id, permission, kind, effective_at, cause_kind, cause_id, cancels_id, reasons, actor)
      select ${ts(now)}, affiliate_id, ${input.permission}, 'closing_cancelled', ${ts(now)}, ${input.cause}, ${input.sweepId}, closing_event_id, '{}', ${actorRef(ctx.actor)}
      from todo
      returning id, affiliate_id
    )
    update standing s set pending_sweep_id = null, closing_event_id = null, closes_at = null, last_event_id = ev.id
    from ev join todo on todo.affiliate_id = ev.affiliate_id
    where s.affiliate_id = ev.affiliate_id and s.permission = ${input.permission}
    returning s.affiliate_id as "affiliateId", todo.closes_at as "wasToCloseAt"`);
  const ids = cancelled.map((c) => c.affiliateId);
  if (ids.length === 0) return ids;
  const unsent = new Set(await withdrawNotices(tx, { causeKind: 'sweep', causeId: input.sweepId, kind: 'closing_announced', affiliateIds: ids }));
  const told = cancelled.filter((c) => !unsent.has(c.affiliateId));
  await insertNotices(tx, {
    causeKind: 'sweep',
    causeId: input.sweepId,
    kind: input.cause === 'sweep' ? 'withdrawn' : 'kept',
    permission: input.permission,
    createdAt: now,
    sendAfter: now,
    source: sql`
      select f.affiliate_id, jsonb_build_object('policyVersionId', ${input.policyVersionId}::bigint, 'policyVersion', ${input.policyVersion}::int, 'bestScore', f.best_score,
        'failed', '[]'::jsonb, 'effectiveAt', ${isoSql('x.was')}) as payload
      from unnest(${arr(told.map((c) => c.affiliateId), 'int8')}, ${arr(told.map((c) => c.wasToCloseAt), 'timestamptz')}) as x(affiliate_id, was)
      join fact f on f.affiliate_id = x.affiliate_id`,
  });
  await audit(tx, ctx, { action: 'standing.keep', subject: { kind: 'sweep', id: input.sweepId }, after: { permission: input.permission, cause: input.cause, affiliateIds: ids } });
  return ids;
}
