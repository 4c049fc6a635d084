import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row, ts } from '../db/client.ts';
import { type AsOf, cachedFigure } from '../lib/cached-figure.ts';
import type { Ctx } from '../lib/ctx.ts';
import { midnightAfter } from '../lib/workdays.ts';

const MAX_AGE_MS = 15_000;

export interface OpenCaseCounts {
  open: number;
  /** Past their due moment. */
  overdue: number;
  /** Due by the end of this day in UTC+8, and not overdue. */
  dueToday: number;
}

/** How many cases are open. At most 15 s old, `asOf` says when. */
export async function openCaseCounts(ctx: Ctx): Promise<AsOf<OpenCaseCounts>> {
  authorize(ctx, 'cases.read');
  return cachedFigure(ctx.deps, 'cases', MAX_AGE_MS, async () => {
    const now = ctx.clock.now();
    const counted = await row<OpenCaseCounts>(ctx.deps.db, sql`
      select count(*)::int as open, (count(*) filter (where due_at <= ${ts(now)}))::int as overdue,
        (count(*) filter (where due_at > ${ts(now)} and due_at <= ${ts(midnightAfter(now, 1))}))::int as "dueToday"
      from review_case where state = 'open'`);
    return counted ?? { open: 0, overdue: 0, dueToday: 0 };
  });
}
