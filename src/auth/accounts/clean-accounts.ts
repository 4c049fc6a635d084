import { and, isNotNull, lt, sql } from 'drizzle-orm';
import { row, ts } from '../../db/client.ts';
import { accountMail, accountSession, accountVerification, affiliateInvite, rateLimit, staffInvite } from '../../db/schema/index.ts';
import type { Ctx } from '../../lib/ctx.ts';
import { realNow } from '../../lib/real-time.ts';
import { authorize } from '../abilities/index.ts';

const HOUR_MS = 3_600_000;
/** How long an invitation and the trace of a mail are kept past their end, for questions. */
const KEEP_MS = 30 * 24 * HOUR_MS;

/** True when something has been expired for an hour; cleaning then leaves nothing, so it happens about hourly. */
export async function cleaningDue(ctx: Ctx): Promise<boolean> {
  const past = new Date(realNow().getTime() - HOUR_MS);
  const old = new Date(past.getTime() - KEEP_MS);
  const found = await row<{ due: boolean }>(ctx.db, sql`
    select exists (select from account_session where expires_at < ${ts(past)})
      or exists (select from account_verification where expires_at < ${ts(past)})
      or exists (select from rate_limit where expire < ${past.getTime()})
      or exists (select from account_mail where expires_at < ${ts(past)} and payload is not null)
      or exists (select from account_mail where expires_at < ${ts(old)})
      or exists (select from affiliate_invite where expires_at < ${ts(old)})
      or exists (select from staff_invite where expires_at < ${ts(old)}) as due`);
  return found?.due === true;
}

/** Removes expired sessions, tokens and counters, erases what unsent mails held, and forgets old invitations. Real time. */
export async function cleanAccounts(ctx: Ctx): Promise<void> {
  authorize(ctx, 'system.work');
  const { db } = ctx;
  const now = realNow();
  const old = new Date(now.getTime() - KEEP_MS);
  await db.delete(accountSession).where(lt(accountSession.expiresAt, now));
  await db.delete(accountVerification).where(lt(accountVerification.expiresAt, now));
  await db.delete(rateLimit).where(lt(rateLimit.expire, now.getTime()));
  await db.update(accountMail).set({ payload: null, state: 'failed', response: 'expired before it could be sent' }).where(and(lt(accountMail.expiresAt, now), isNotNull(accountMail.payload)));
  await db.delete(accountMail).where(lt(accountMail.expiresAt, old));
  await db.delete(affiliateInvite).where(lt(affiliateInvite.expiresAt, old));
  await db.delete(staffInvite).where(lt(staffInvite.expiresAt, old));
}
