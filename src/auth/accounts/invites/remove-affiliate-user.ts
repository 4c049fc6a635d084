import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { affiliate, affiliateUser } from '../../../db/schema/index.ts';
import { audit } from '../../../lib/audit.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { AppError, notFound } from '../../../lib/errors.ts';
import { parse } from '../../../lib/parse.ts';
import { authorizeOwner } from './affiliate-owner.ts';

const Input = z.object({ affiliateId: z.int().positive(), userId: z.int().positive() });

/** Ends that a person acts for an affiliate, from their next request on; the person's account stays. @throws CONFLICT for the last owner. */
export async function removeAffiliateUser(ctx: Ctx, input: z.input<typeof Input>): Promise<void> {
  const { affiliateId, userId } = parse(Input, input);
  await authorizeOwner(ctx, affiliateId);
  await ctx.db.transaction(async (tx) => {
    // One removal at a time, else two owners could remove each other.
    await tx.select({ id: affiliate.id }).from(affiliate).where(eq(affiliate.id, affiliateId)).for('update');
    const members = await tx.select().from(affiliateUser).where(eq(affiliateUser.affiliateId, affiliateId));
    const member = members.find((each) => each.userId === userId);
    if (!member) throw notFound('user', userId);
    if (member.role === 'owner' && members.filter((each) => each.role === 'owner').length === 1) throw new AppError('CONFLICT', 'the last owner stays: without one nobody could let others in');
    await tx.delete(affiliateUser).where(eq(affiliateUser.id, member.id));
    await audit(tx, ctx, { action: 'affiliate.remove_user', subject: { kind: 'affiliate', id: affiliateId }, before: { userId, role: member.role } });
  });
}
