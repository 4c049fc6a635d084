import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { arr, isoSql, row, rows, ts } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { insertNotices } from '../notices/index.ts';

const CHUNK = 5_000;

/**
 * Brings the standings whose closing has come to `closed` and writes their notices, one sweep and one chunk a call.
 * The ledger needs nothing: the closing stands in it since it was scheduled, and checks read the ledger.
 */
export async function takeEffect(ctx: Ctx): Promise<number> {
  authorize(ctx, 'system.work');
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const due = await row<{ sweepId: number; permission: string }>(tx, sql`
      select pending_sweep_id as "sweepId", permission from standing where closes_at <= ${ts(now)} order by closes_at limit 1`);
    if (!due) return 0;
    const closed = await rows<{ affiliateId: number }>(tx, sql`
      with due as (
        select affiliate_id, permission from standing
        where closes_at <= ${ts(now)} and pending_sweep_id = ${due.sweepId} and permission = ${due.permission}
        order by affiliate_id limit ${CHUNK} for update skip locked)
      update standing s set state = 'closed', since = s.closes_at, pending_sweep_id = null, closing_event_id = null, closes_at = null
      from due where s.affiliate_id = due.affiliate_id and s.permission = due.permission
      returning s.affiliate_id as "affiliateId"`);
    if (closed.length === 0) return 0;
    await insertNotices(tx, {
      causeKind: 'sweep',
      causeId: due.sweepId,
      kind: 'closed',
      permission: due.permission,
      createdAt: now,
      sendAfter: now,
      // The announcement's facts and reasons stand again in the closing; the date is the one that held.
      source: sql`
        select s.affiliate_id, n.payload || jsonb_build_object('effectiveAt', ${isoSql('s.since')}) as payload
        from standing s
        join notice n on n.cause_kind = 'sweep' and n.cause_id = ${due.sweepId} and n.affiliate_id = s.affiliate_id and n.kind = 'closing_announced'
        where s.affiliate_id = any(${arr(closed.map((c) => c.affiliateId), 'int8')}) and s.permission = ${due.permission}`,
    });
    await audit(tx, ctx, { action: 'standing.close', subject: { kind: 'sweep', id: due.sweepId }, after: { permission: due.permission, affiliateIds: closed.map((c) => c.affiliateId) } });
    return closed.length;
  });
}
