import { eq } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { affiliate, placement } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';
import type { PlacementRow } from './add-placement.ts';
import type { AffiliateRow } from './own-resource.ts';

/** Who registered this PID, and for which resource. @throws NOT_FOUND when nobody did, or an affiliate asks for another's. */
export async function findByPid(ctx: Ctx, pid: string): Promise<{ affiliate: AffiliateRow; placement: PlacementRow }> {
  const own = ctx.actor.kind === 'affiliate' ? { affiliateId: ctx.actor.affiliateId } : {};
  authorize(ctx, 'records.read', own);
  const [found] = await ctx.db.select({ affiliate, placement }).from(placement).innerJoin(affiliate, eq(affiliate.id, placement.affiliateId)).where(eq(placement.pid, pid.replaceAll('\0', '')));
  if (!found) throw notFound('PID', pid);
  authorize(ctx, 'records.read', { affiliateId: found.affiliate.id, name: 'PID', id: pid });
  return found;
}
