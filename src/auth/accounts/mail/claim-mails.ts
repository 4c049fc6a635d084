import { sql } from 'drizzle-orm';
import { rows, ts } from '../../../db/client.ts';
import type { AccountMailKind } from '../../../db/schema/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { realNow } from '../../../lib/real-time.ts';

/** How long who took a mail may hold it before another tries, in seconds. */
const LEASE_S = 120;

export interface ClaimedMail {
  id: number;
  kind: AccountMailKind;
  address: string;
  payload: Record<string, string | number>;
  /** With the id it fences off whoever held the row before. */
  attempts: number;
}

/** Takes up to `limit` due mails for this process; two callers never get the same row. */
export async function claimMails(ctx: Ctx, limit: number): Promise<ClaimedMail[]> {
  const now = realNow();
  return rows<ClaimedMail>(ctx.db, sql`
    update account_mail m set state = 'claimed', attempts = m.attempts + 1, wait_until = ${ts(new Date(now.getTime() + LEASE_S * 1000))}
    from (
      select id from account_mail where state in ('pending', 'claimed') and wait_until <= ${ts(now)} and expires_at > ${ts(now)}
      order by wait_until, id limit ${limit} for update skip locked
    ) due
    where m.id = due.id
    returning m.id, m.kind, m.address, coalesce(m.payload, '{}') as payload, m.attempts`);
}

/** True when a mail is due: the schedule names the job. */
export async function accountMailDue(ctx: Ctx): Promise<boolean> {
  const now = realNow();
  const [found] = await rows<{ due: boolean }>(ctx.db, sql`
    select exists (select from account_mail where state in ('pending', 'claimed') and wait_until <= ${ts(now)} and expires_at > ${ts(now)}) as due`);
  return found?.due === true;
}
