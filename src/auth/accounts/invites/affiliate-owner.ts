import { and, eq } from 'drizzle-orm';
import type { Executor } from '../../../db/client.ts';
import { affiliate, affiliateUser } from '../../../db/schema/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { AppError, notFound } from '../../../lib/errors.ts';
import { authorize } from '../../abilities/index.ts';

/** Passes an administrator, and an owner of this affiliate; an affiliate's API key is nobody's owner. @throws FORBIDDEN, NOT_FOUND. */
export async function authorizeOwner(ctx: Ctx, affiliateId: number): Promise<void> {
  authorize(ctx, 'affiliates.people', { affiliateId });
  if (ctx.actor.kind !== 'affiliate') return;
  const { userId } = ctx.actor;
  const [own] = userId === undefined ? [] : await ctx.db.select({ role: affiliateUser.role }).from(affiliateUser).where(and(eq(affiliateUser.userId, userId), eq(affiliateUser.affiliateId, affiliateId)));
  if (own?.role !== 'owner') throw new AppError('FORBIDDEN', 'only an owner of the account changes who acts for the affiliate');
}

export async function affiliateOrThrow(executor: Executor, affiliateId: number): Promise<typeof affiliate.$inferSelect> {
  const [found] = await executor.select().from(affiliate).where(eq(affiliate.id, affiliateId));
  if (!found) throw notFound('affiliate', affiliateId);
  return found;
}
