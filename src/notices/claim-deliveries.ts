import { sql } from 'drizzle-orm';
import { rows, ts } from '../db/client.ts';
import { REAL_NOW } from '../db/real-time.ts';
import type { Ctx } from '../lib/ctx.ts';
import { CLAIM_LEASE_S } from './delivery-settings.ts';
import type { Locale, NoticeKind } from './kinds.ts';
import { PAYLOAD_WITH_SITES } from './payload-sql.ts';

export interface Claimed {
  id: number;
  noticeId: number;
  /** Counts claims; with the id it fences off whoever held the row before. */
  attempts: number;
  address: string;
  messageId: string | null;
  kind: NoticeKind;
  permission: string;
  payload: unknown;
  name: string;
  memberId: string;
  locale: Locale;
  affiliateId: number;
  /** Somebody of the affiliate has an account already. */
  hasUsers: boolean;
  /** Why nothing is sent to this address, null when it is open. */
  suppressed: string | null;
}

/** Takes up to `limit` due deliveries for this process. One statement, so committed when it returns; two callers never get the same row. */
export async function claimDeliveries(ctx: Ctx, limit: number): Promise<Claimed[]> {
  return rows<Claimed>(ctx.db, sql`
    with due as (
      select id from delivery
      where state in ('pending', 'deferred') and send_after <= ${ts(ctx.clock.now())} and (wait_until is null or wait_until <= ${REAL_NOW})
      order by send_after, id
      limit ${limit}
      for update skip locked
    ),
    claimed as (
      update delivery d
      set state = 'claimed', attempts = d.attempts + 1, wait_until = ${REAL_NOW} + ${CLAIM_LEASE_S} * interval '1 second', address = a.email
      from due, notice n, affiliate a
      where d.id = due.id and n.id = d.notice_id and a.id = n.affiliate_id
      returning d.id, d.notice_id, d.attempts, d.address, d.message_id, n.kind, n.permission, ${PAYLOAD_WITH_SITES} as payload, a.name, a.member_id, a.locale,
        a.id as affiliate_id, exists (select 1 from affiliate_user u where u.affiliate_id = a.id) as has_users
    )
    select c.id, c.notice_id as "noticeId", c.attempts, c.address, c.message_id as "messageId", c.kind, c.permission, c.payload,
      c.name, c.member_id as "memberId", c.locale,
      c.affiliate_id as "affiliateId", c.has_users as "hasUsers",
      case when s.address is not null then 'suppressed since ' || to_char(s.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ': ' || coalesce(s.response, '') end as suppressed
    from claimed c left join suppression s on s.address = lower(c.address) and s.lifted_at is null
    order by c.id`);
}
