import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { arr, row, ts } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';

const CHUNK = 5_000;

/**
 * Writes the closing of every announced affiliate whose notice was accepted, with the date that the accepted notice
 * states. An effect never starts before that; a notice that bounced or is unknown schedules nothing.
 * With `deliveryIds` only those are looked at (right after they were accepted); without, all that wait are.
 */
export async function scheduleAcceptedClosings(ctx: Ctx, deliveryIds?: readonly number[]): Promise<number> {
  authorize(ctx, 'system.work');
  if (deliveryIds?.length === 0) return 0;
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const counted = await row<{ n: number }>(tx, sql`
      with due as (
        select s.affiliate_id, s.permission, s.pending_sweep_id, i.reasons, greatest(d.stated_effective_at, ${ts(now)}) as at
        from standing s
        join notice n on n.cause_kind = 'sweep' and n.cause_id = s.pending_sweep_id and n.affiliate_id = s.affiliate_id and n.kind = 'closing_announced'
        join delivery d on d.notice_id = n.id
        join sweep_item i on i.sweep_id = s.pending_sweep_id and i.affiliate_id = s.affiliate_id
        where ${deliveryIds ? sql`d.id = any(${arr(deliveryIds, 'int8')})` : sql`s.pending_sweep_id is not null`}
          and s.closing_event_id is null and s.state = 'granted' and d.state = 'accepted'
        order by s.affiliate_id limit ${CHUNK} for update of s skip locked
      ), ev as (
        insert into standing_event (recorded_at, affiliate_id, permission, kind, outcome, effective_at, cause_kind, cause_id, reasons, actor)
        select ${ts(now)}, affiliate_id, permission, 'closing_scheduled', 'closed', at, 'sweep', pending_sweep_id, reasons, ${actorRef(ctx.actor)} from due
        returning id, affiliate_id, permission, effective_at
      ), st as (
        update standing s set closing_event_id = ev.id, closes_at = ev.effective_at, last_event_id = ev.id
        from ev where s.affiliate_id = ev.affiliate_id and s.permission = ev.permission
        returning 1
      )
      select count(*)::int as n from st`);
    const scheduled = counted?.n ?? 0;
    if (scheduled > 0) await audit(tx, ctx, { action: 'standing.schedule', subject: { kind: 'standing', id: 'accepted' }, after: { scheduled } });
    return scheduled;
  });
}
