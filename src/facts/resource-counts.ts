import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row } from '../db/client.ts';
import { type AsOf, cachedFigure, KEEP_MS } from '../lib/cached-figure.ts';
import type { Ctx } from '../lib/ctx.ts';

const MAX_AGE_MS = 15_000;

export interface ResourceCounts {
  affiliates: number;
  /** Of every kind. */
  resources: number;
  sites: number;
  verifiedSites: number;
  judgedSites: number;
  /** Sites that the latest visit could not read. */
  unverifiableSites: number;
  /** PIDs. */
  placements: number;
}

/** What is registered here, summed over the facts. Counted anew in the background when older than 5 s; `asOf` says when. */
export async function resourceCounts(ctx: Ctx): Promise<AsOf<ResourceCounts>> {
  authorize(ctx, 'records.read');
  return cachedFigure(ctx.deps, 'resources', MAX_AGE_MS, async () => {
    const counted = await row<ResourceCounts>(ctx.deps.db, sql`
      select count(*)::int as affiliates, coalesce(sum(resources), 0)::int as resources, coalesce(sum(sites), 0)::int as sites, coalesce(sum(verified_sites), 0)::int as "verifiedSites",
        coalesce(sum(judged_sites), 0)::int as "judgedSites", coalesce(sum(unverifiable_sites), 0)::int as "unverifiableSites", coalesce(sum(placements), 0)::int as placements
      from fact`);
    return counted ?? { affiliates: 0, resources: 0, sites: 0, verifiedSites: 0, judgedSites: 0, unverifiableSites: 0, placements: 0 };
  }, KEEP_MS);
}
