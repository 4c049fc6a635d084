import { sql } from 'drizzle-orm';
import { arr, rows, type Tx } from '../db/client.ts';
import type { InsertNotices } from './insert-notices.ts';

export interface WithdrawNotices extends Pick<InsertNotices, 'causeKind' | 'causeId' | 'kind'> {
  affiliateIds: readonly number[];
}

/**
 * Takes back notices whose matter was cancelled before they left. Returns the affiliates that were told nothing: their mail
 * had not left and their message, now removed, was unread. A mail that is on its way is not stopped, but never sent again.
 */
export async function withdrawNotices(tx: Tx, input: WithdrawNotices): Promise<number[]> {
  const untold = await rows<{ affiliateId: number }>(tx, sql`
    with mine as (
      select n.id, n.affiliate_id from notice n
      where n.cause_kind = ${input.causeKind} and n.cause_id = ${input.causeId} and n.kind = ${input.kind} and n.affiliate_id = any(${arr(input.affiliateIds, 'int8')})
    ),
    held as (select d.id, d.state, mine.id as notice_id, mine.affiliate_id from mine join delivery d on d.notice_id = mine.id for update of d),
    withdrawn as (
      update delivery d set state = 'withdrawn', wait_until = null from held
      where d.id = held.id and held.state in ('pending', 'claimed', 'deferred', 'bounced', 'unknown')
    ),
    never_again as (update delivery d set send_after = 'infinity' from held where d.id = held.id and held.state = 'sending'),
    removed as (
      delete from message m using held
      where m.notice_id = held.notice_id and m.read_at is null and held.state in ('pending', 'claimed', 'deferred', 'bounced')
      returning m.notice_id
    )
    select held.affiliate_id as "affiliateId" from held join removed on removed.notice_id = held.notice_id`);
  return untold.map((each) => each.affiliateId);
}
