import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { affiliate, affiliateInvite, affiliateUser, staffInvite } from '../../../db/schema/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { publicUrl } from '../../../lib/public-url.ts';
import { realNow } from '../../../lib/real-time.ts';
import { authOf, mintToken } from '../better-auth.ts';
import { claimExpiry, claimToken } from '../claim/claim-token.ts';
import { hashToken } from '../secret.ts';
import { userByEmail } from '../user-rows.ts';
import type { ClaimedMail } from './claim-mails.ts';

/** What a mail is to say; null = nothing is to be sent to this address (no account, a used or revoked link). */
export interface MailWords {
  link: string;
  locale: 'zh-CN' | 'en';
  affiliateName: string;
  memberId: string;
  name: string;
}

/** Looks up now what was asked then, and makes the token for who asked by themselves; an invitation's lies in its row until it is sent or expires. */
export async function resolveMail(ctx: Ctx, mail: ClaimedMail): Promise<MailWords | null> {
  switch (mail.kind) {
    case 'sign_in_link':
      return signInLink(ctx, mail);
    case 'password_reset':
      return passwordReset(ctx, mail);
    case 'claim':
      return claim(ctx, mail);
    case 'invite':
      return invite(ctx, mail);
    case 'staff_invite':
      return staffLink(ctx, mail);
  }
}

/** Never for staff: a link from the mailbox would pass their second factor by. */
async function signInLink({ db, deps }: Ctx, mail: ClaimedMail): Promise<MailWords | null> {
  const user = await userByEmail(db, mail.address);
  if (!user || user.staffId !== null) return null;
  const token = await mintToken(() => authOf(deps).api.signInMagicLink({ body: { email: user.email }, headers: new Headers() }));
  if (token === null) return null;
  const next = mail.payload['next'];
  return words(mail, `${publicUrl(deps.config)}/sign-in/link?token=${token}${next === undefined ? '' : `&next=${encodeURIComponent(next)}`}`, { locale: user.locale, name: user.name });
}

async function passwordReset({ db, deps }: Ctx, mail: ClaimedMail): Promise<MailWords | null> {
  const user = await userByEmail(db, mail.address);
  if (!user) return null;
  const token = await mintToken(() => authOf(deps).api.requestPasswordReset({ body: { email: user.email } }));
  return token === null ? null : words(mail, `${publicUrl(deps.config)}/reset?token=${token}`, { locale: user.locale, name: user.name });
}

async function claim({ db, deps }: Ctx, mail: ClaimedMail): Promise<MailWords | null> {
  const [found] = await db
    .select()
    .from(affiliate)
    .where(and(eq(affiliate.memberId, String(mail.payload['memberId'])), sql`lower(trim(${affiliate.email})) = ${mail.address}`, sql`not exists (select from ${affiliateUser} where ${affiliateUser.affiliateId} = ${affiliate.id})`));
  if (!found) return null;
  const token = claimToken(deps.config, { affiliateId: found.id, email: found.email, expiresAt: claimExpiry() });
  return words(mail, `${publicUrl(deps.config)}/claim?token=${token}`, { locale: found.locale, affiliateName: found.name, memberId: found.memberId });
}

async function invite({ db, deps }: Ctx, mail: ClaimedMail): Promise<MailWords | null> {
  const token = String(mail.payload['token']);
  const [found] = await db
    .select({ id: affiliateInvite.id })
    .from(affiliateInvite)
    .where(and(eq(affiliateInvite.tokenHash, hashToken(token)), isNull(affiliateInvite.acceptedAt), isNull(affiliateInvite.revokedAt), gt(affiliateInvite.expiresAt, realNow())));
  if (!found) return null;
  const user = await userByEmail(db, mail.address);
  return words(mail, `${publicUrl(deps.config)}/join?token=${token}`, { locale: user?.locale ?? null, affiliateName: String(mail.payload['affiliateName']) });
}

async function staffLink({ db, deps }: Ctx, mail: ClaimedMail): Promise<MailWords | null> {
  const token = String(mail.payload['token']);
  const [found] = await db
    .select({ id: staffInvite.id })
    .from(staffInvite)
    .where(and(eq(staffInvite.tokenHash, hashToken(token)), isNull(staffInvite.usedAt), gt(staffInvite.expiresAt, realNow())));
  return found ? words(mail, `${publicUrl(deps.config)}/staff/join?token=${token}`, { locale: null, name: String(mail.payload['name']) }) : null;
}

function words(mail: ClaimedMail, link: string, of: { locale: 'zh-CN' | 'en' | null; name?: string; affiliateName?: string; memberId?: string }): MailWords {
  const asked = mail.payload['locale'] === 'en' ? 'en' : 'zh-CN';
  return { link, locale: of.locale ?? asked, name: of.name ?? '', affiliateName: of.affiliateName ?? '', memberId: of.memberId ?? '' };
}
