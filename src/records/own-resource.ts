import { eq } from 'drizzle-orm';
import { type Action, authorize } from '../auth/index.ts';
import type { Tx } from '../db/client.ts';
import { affiliate, resource } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';

export type ResourceRow = typeof resource.$inferSelect;
export type AffiliateRow = typeof affiliate.$inferSelect;

function isId(id: unknown): id is number {
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0;
}

/**
 * The resource, if the actor may do `action` to it.
 * @throws NOT_FOUND when it is absent or another affiliate's; FORBIDDEN when the role lacks the right.
 */
export async function ownResource(ctx: Ctx, action: Action, id: unknown): Promise<ResourceRow> {
  if (!isId(id)) throw notFound('resource', String(id));
  const [found] = await ctx.db.select().from(resource).where(eq(resource.id, id));
  // Who may not see any is told so before whether this one exists.
  authorize(ctx, action, found ? { affiliateId: found.affiliateId, name: 'resource', id } : ctx.actor.kind === 'affiliate' ? { affiliateId: -1, name: 'resource', id } : {});
  if (!found) throw notFound('resource', id);
  return found;
}

/**
 * The affiliate, if the actor may do `action` to it.
 * @throws NOT_FOUND when it is absent or another; FORBIDDEN when the role lacks the right.
 */
export async function ownAffiliate(ctx: Ctx, action: Action, id: unknown): Promise<AffiliateRow> {
  if (!isId(id)) throw notFound('affiliate', String(id));
  authorize(ctx, action, { affiliateId: id });
  const [found] = await ctx.db.select().from(affiliate).where(eq(affiliate.id, id));
  if (!found) throw notFound('affiliate', id);
  return found;
}

/** Every write to an affiliate's records takes this lock first, so that no two of them meet in opposite order. */
export async function lockAffiliate(tx: Tx, id: number): Promise<void> {
  await tx.select({ id: affiliate.id }).from(affiliate).where(eq(affiliate.id, id)).for('no key update');
}
