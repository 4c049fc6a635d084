import { sql } from 'drizzle-orm';
import { row, ts } from '../db/client.ts';
import { nobodyHolds } from '../db/hold.ts';
import { REAL_NOW } from '../db/real-time.ts';
import type { Ctx } from '../lib/ctx.ts';
import { CLAIM_LEASE_S, ORPHAN_GRACE_S, SENDING_LEASE_S } from './delivery-settings.ts';

export interface DeliveriesDue {
  /** Some mail may leave now. */
  send: boolean;
  /** Some row is held by a process that is gone, or whose lease is over. */
  reconcile: boolean;
}

/** Whether there is anything to send or to settle; two look-ups in partial indexes. */
export async function deliveriesDue(ctx: Ctx): Promise<DeliveriesDue> {
  const found = await row<DeliveriesDue>(ctx.db, sql`
    select exists (select 1 from delivery where state in ('pending', 'deferred') and send_after <= ${ts(ctx.clock.now())} and (wait_until is null or wait_until <= ${REAL_NOW})) as send,
           case when exists (select 1 from delivery where state in ('claimed', 'sending') and wait_until <= ${REAL_NOW}) then true
                when exists (select 1 from delivery where (state = 'claimed' and wait_until <= ${REAL_NOW} + ${CLAIM_LEASE_S - ORPHAN_GRACE_S} * interval '1 second')
                  or (state = 'sending' and response is null and wait_until <= ${REAL_NOW} + ${SENDING_LEASE_S - ORPHAN_GRACE_S} * interval '1 second')) then ${nobodyHolds('delivering')}
                else false end as reconcile`);
  return found ?? { send: false, reconcile: false };
}

/** Deliveries by state, for progress. */
export type DeliveryProgress = Partial<Record<'pending' | 'claimed' | 'sending' | 'accepted' | 'deferred' | 'bounced' | 'unknown' | 'withdrawn', number>>;

/** Counts the deliveries of everything that was caused since the notice with this id (0 = all), by state. */
export async function deliveryProgress(ctx: Ctx, sinceNoticeId = 0): Promise<DeliveryProgress> {
  const counted = await row<{ states: DeliveryProgress }>(ctx.db, sql`
    select coalesce(jsonb_object_agg(state, n), '{}') as states from (
      select state, count(*)::int as n from delivery where notice_id > ${sinceNoticeId} group by state) s`);
  return counted?.states ?? {};
}
