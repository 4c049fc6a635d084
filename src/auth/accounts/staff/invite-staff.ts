import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { staffInvite } from '../../../db/schema/index.ts';
import { audit } from '../../../lib/audit.ts';
import { actorRef, type Ctx } from '../../../lib/ctx.ts';
import { AppError } from '../../../lib/errors.ts';
import { parse } from '../../../lib/parse.ts';
import { publicUrl } from '../../../lib/public-url.ts';
import { realNow } from '../../../lib/real-time.ts';
import { authorize } from '../../abilities/index.ts';
import { lockStaff } from '../../staff-rows.ts';
import { nudgeMail, queueMail } from '../mail/queue-mail.ts';
import { makeLinkToken } from '../secret.ts';

const INVITE_HOURS = 48;
const Input = z.object({ staffId: z.int().positive() });

export interface StaffInvited {
  email: string;
  expiresAt: Date;
  /** The link itself, for the operator of the machine alone; others trust the mail. */
  link: string | null;
}

/** Mails a member of the staff a one-time link to set a password, good for 48 hours; links from before end. @throws CONFLICT for a disabled one. */
export async function inviteStaff(ctx: Ctx, input: z.input<typeof Input>): Promise<StaffInvited> {
  authorize(ctx, 'staff.manage');
  const { staffId } = parse(Input, input);
  const { token, hash } = makeLinkToken();
  const now = realNow();
  const expiresAt = new Date(now.getTime() + INVITE_HOURS * 3_600_000);
  const email = await ctx.db.transaction(async (tx) => {
    const person = await lockStaff(tx, staffId);
    if (person.disabledAt) throw new AppError('CONFLICT', `${person.email} is disabled: enable the person first`);
    await tx.delete(staffInvite).where(and(eq(staffInvite.staffId, staffId), isNull(staffInvite.usedAt)));
    await tx.insert(staffInvite).values({ staffId, tokenHash: hash, createdBy: actorRef(ctx.actor), createdAt: now, expiresAt });
    await queueMail(tx, { kind: 'staff_invite', address: person.email, payload: { token, name: person.name } });
    await audit(tx, ctx, { action: 'staff.invite', subject: { kind: 'staff', id: staffId }, after: { email: person.email, expiresAt } });
    return person.email;
  });
  await nudgeMail(ctx.deps);
  return { email, expiresAt, link: ctx.actor.kind === 'operator' ? `${publicUrl(ctx.deps.config)}/staff/join?token=${token}` : null };
}
