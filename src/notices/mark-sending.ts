import { sql } from 'drizzle-orm';
import { arr, rows } from '../db/client.ts';
import { REAL_NOW } from '../db/real-time.ts';
import type { Ctx } from '../lib/ctx.ts';
import type { ComposedMail } from './compose-mail.ts';
import { SENDING_LEASE_S } from './delivery-settings.ts';

/**
 * Commits `sending`, the Message-ID and the date that is stated, before the first SMTP byte of the group.
 * Hands back those that are still ours: a row whose lease ran out meanwhile belongs to someone else.
 */
export async function markSending(ctx: Ctx, mails: readonly ComposedMail[]): Promise<ComposedMail[]> {
  const marked = await rows<{ id: number }>(ctx.db, sql`
    update delivery d
    set state = 'sending', message_id = u.message_id, stated_effective_at = u.stated, response = null,
      first_tried_at = coalesce(d.first_tried_at, ${REAL_NOW}), wait_until = ${REAL_NOW} + ${SENDING_LEASE_S} * interval '1 second'
    from unnest(${arr(mails.map((each) => each.delivery.id), 'int8')}, ${arr(mails.map((each) => each.delivery.attempts), 'int4')},
      ${arr(mails.map((each) => each.mail.messageId), 'text')}, ${arr(mails.map((each) => each.stated?.toISOString() ?? null), 'timestamptz')}) as u (id, attempts, message_id, stated)
    where d.id = u.id and d.attempts = u.attempts and d.state = 'claimed'
    returning d.id`);
  const ours = new Set(marked.map((each) => each.id));
  return mails.filter((each) => ours.has(each.delivery.id));
}
