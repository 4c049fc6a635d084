import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { placement } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import type { PlacementRow } from './add-placement.ts';
import { ownAffiliate } from './own-resource.ts';

const Page = z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(500).default(100) });

export interface PlacementPage {
  placements: PlacementRow[];
  /** What to give as `after` for the next page; null on the last one. */
  next: number | null;
}

/** All PIDs of an affiliate, on a resource or on none, in order of id. @throws NOT_FOUND when the affiliate is absent or another's. */
export async function listPlacements(ctx: Ctx, input: { affiliateId: number; after?: number; limit?: number }): Promise<PlacementPage> {
  const owner = await ownAffiliate(ctx, 'records.read', input.affiliateId);
  const { after, limit } = parse(Page, { after: input.after, limit: input.limit });
  const found = await ctx.db
    .select()
    .from(placement)
    .where(and(eq(placement.affiliateId, owner.id), gt(placement.id, after)))
    .orderBy(asc(placement.id))
    .limit(limit + 1);
  const placements = found.slice(0, limit);
  return { placements, next: found.length > limit ? (placements.at(-1)?.id ?? null) : null };
}
