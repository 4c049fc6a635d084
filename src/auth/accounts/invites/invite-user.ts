import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountUser, affiliateInvite, affiliateUser } from '../../../db/schema/index.ts';
import { audit } from '../../../lib/audit.ts';
import { actorRef, type Ctx } from '../../../lib/ctx.ts';
import { AppError } from '../../../lib/errors.ts';
import { realNow } from '../../../lib/real-time.ts';
import { consume } from '../../limits/limiters.ts';
import { returned } from '../../staff-rows.ts';
import { Email } from '../email.ts';
import { nudgeMail, queueMail } from '../mail/queue-mail.ts';
import { parseTyped } from '../request.ts';
import { makeLinkToken } from '../secret.ts';
import { affiliateOrThrow, authorizeOwner } from './affiliate-owner.ts';

const INVITE_DAYS = 7;
const Input = z.object({ affiliateId: z.int().positive(), email: Email });

export interface Invited {
  inviteId: number;
  email: string;
  expiresAt: Date;
}

/** Mails somebody a link to act for the affiliate too, good for 7 days; 20 a day for an affiliate. @throws FORBIDDEN for a mere member, CONFLICT for who belongs to it already, RATE_LIMITED. */
export async function inviteUser(ctx: Ctx, input: z.input<typeof Input>): Promise<Invited> {
  const { affiliateId, email } = parseTyped(Input, input);
  await authorizeOwner(ctx, affiliateId);
  const { name, locale } = await affiliateOrThrow(ctx.db, affiliateId);
  await consume(ctx.db, 'invite-affiliate', String(affiliateId));
  await consume(ctx.db, 'mail-address', email);
  const { token, hash } = makeLinkToken();
  const now = realNow();
  const expiresAt = new Date(now.getTime() + INVITE_DAYS * 86_400_000);
  const invited = await ctx.db.transaction(async (tx) => {
    const [member] = await tx.select({ id: affiliateUser.id }).from(affiliateUser).innerJoin(accountUser, eq(accountUser.id, affiliateUser.userId)).where(and(eq(affiliateUser.affiliateId, affiliateId), eq(accountUser.email, email)));
    if (member) throw new AppError('CONFLICT', `${email} acts for this affiliate already`);
    const [made] = await tx.insert(affiliateInvite).values({ affiliateId, email, tokenHash: hash, createdBy: actorRef(ctx.actor), createdAt: now, expiresAt }).returning({ id: affiliateInvite.id });
    const { id } = returned(made, 'the invitation');
    await queueMail(tx, { kind: 'invite', address: email, payload: { token, inviteId: id, affiliateName: name, locale } });
    await audit(tx, ctx, { action: 'affiliate.invite', subject: { kind: 'affiliate', id: affiliateId }, after: { inviteId: id, email, expiresAt } });
    return { inviteId: id, email, expiresAt };
  });
  await nudgeMail(ctx.deps);
  return invited;
}
