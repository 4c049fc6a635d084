import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { affiliateInvite } from '../../../db/schema/index.ts';
import { audit } from '../../../lib/audit.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { AppError, notFound } from '../../../lib/errors.ts';
import { parse } from '../../../lib/parse.ts';
import { realNow } from '../../../lib/real-time.ts';
import { authorizeOwner } from './affiliate-owner.ts';

const Input = z.object({ affiliateId: z.int().positive(), inviteId: z.int().positive() });

/** Takes an invitation back; its link opens nothing from now on. Twice is the same as once. @throws CONFLICT once it was accepted. */
export async function revokeInvite(ctx: Ctx, input: z.input<typeof Input>): Promise<void> {
  const { affiliateId, inviteId } = parse(Input, input);
  await authorizeOwner(ctx, affiliateId);
  await ctx.db.transaction(async (tx) => {
    const [invite] = await tx.select().from(affiliateInvite).where(eq(affiliateInvite.id, inviteId)).for('update');
    if (invite?.affiliateId !== affiliateId) throw notFound('invitation', inviteId);
    if (invite.acceptedAt) throw new AppError('CONFLICT', `${invite.email} has accepted the invitation: remove the person instead`);
    if (invite.revokedAt) return;
    await tx.update(affiliateInvite).set({ revokedAt: realNow() }).where(eq(affiliateInvite.id, inviteId));
    await audit(tx, ctx, { action: 'affiliate.invite_revoke', subject: { kind: 'affiliate', id: affiliateId }, after: { inviteId, email: invite.email } });
  });
}
