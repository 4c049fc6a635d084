import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row } from '../db/client.ts';
import { type AsOf, cachedFigure } from '../lib/cached-figure.ts';
import type { Ctx } from '../lib/ctx.ts';

const MAX_AGE_MS = 15_000;

export interface ObservationCount {
  open: number;
  /** Of these, seen often enough that a person can decide. */
  ripe: number;
}

/** How many observed stops wait. At most 15 s old, `asOf` says when. */
export async function openObservationCount(ctx: Ctx): Promise<AsOf<ObservationCount>> {
  authorize(ctx, 'crawl.read');
  return cachedFigure(ctx.deps, 'observations', MAX_AGE_MS, async () => {
    const counted = await row<ObservationCount>(ctx.deps.db, sql`
      select count(*)::int as open, (count(*) filter (where times >= ${ctx.deps.config.STOP_OBSERVATIONS}))::int as ripe from observation where state = 'open'`);
    return counted ?? { open: 0, ripe: 0 };
  });
}
