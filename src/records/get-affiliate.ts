import type { Ctx } from '../lib/ctx.ts';
import { type AffiliateRow, ownAffiliate } from './own-resource.ts';

/** An affiliate by id. @throws NOT_FOUND when it is absent or another's. */
export async function getAffiliate(ctx: Ctx, affiliateId: number): Promise<AffiliateRow> {
  return ownAffiliate(ctx, 'records.read', affiliateId);
}
