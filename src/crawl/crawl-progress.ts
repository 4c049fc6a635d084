import { sql } from 'drizzle-orm';
import { row, ts } from '../db/client.ts';
import { nobodyHolds } from '../db/hold.ts';
import type { Ctx } from '../lib/ctx.ts';
import { realNow } from '../lib/real-time.ts';
import { orphanedBefore } from './claim-due.ts';

export interface CrawlProgress {
  /** Sites whose visit is due, counted up to `upTo`. */
  due: number;
  /** Visits under way. */
  running: number;
}

/** What there is to visit now. Counts at most `upTo` due sites, so that the question stays cheap. */
export async function crawlProgress(ctx: Ctx, upTo = 100_000): Promise<CrawlProgress> {
  const counted = await row<CrawlProgress>(ctx.db, sql`
    select (select count(*) from (select 1 from resource where next_crawl_at <= ${ts(ctx.clock.now())} and kind = 'site' limit ${upTo}) d)::int as due,
           (select count(*) from crawl where state = 'running')::int as running`);
  return counted ?? { due: 0, running: 0 };
}

/** True when a visit is due, or one is held by a worker that is gone, or too long (lease over, in real time). */
export async function crawlsDue(ctx: Ctx): Promise<boolean> {
  const found = await row<{ due: boolean }>(ctx.db, sql`
    select exists (select 1 from resource where next_crawl_at <= ${ts(ctx.clock.now())} and kind = 'site')
        or exists (select 1 from crawl where state = 'running' and lease_until < ${ts(realNow())})
        or case when exists (select 1 from crawl where state = 'running' and lease_until < ${ts(orphanedBefore(ctx))}) then ${nobodyHolds('crawling')} else false end as due`);
  return found?.due ?? false;
}
