import type { Ctx } from '../lib/ctx.ts';
import { judge } from '../quality/index.ts';
import { claimDue, type DueSite } from './claim-due.ts';
import { crawlSite } from './crawl-site.ts';
import { crawlDepsOf } from './make-crawl-deps.ts';
import type { JudgedCrawl } from './judged-crawl.ts';
import { recordCrawls } from './record-crawls.ts';

/** Visits that are written together: few enough that a crash repeats little. */
const GROUP = 24;

/**
 * Visits up to `limit` sites that are due, CRAWL_CONCURRENCY at a time, judges them and records them in groups.
 * Returns the affiliates whose facts may have changed.
 */
export async function runCrawlBatch(ctx: Ctx, limit: number): Promise<number[]> {
  const due = await claimDue(ctx, limit);
  const visit = crawlDepsOf(ctx.deps);
  const waiting = [...due];
  let group: JudgedCrawl[] = [];
  let writing = Promise.resolve();
  const flush = (): void => {
    const full = group;
    group = [];
    writing = writing.then(() => recordCrawls(ctx, full));
  };
  async function worker(): Promise<void> {
    for (let site = waiting.shift(); site; site = waiting.shift()) {
      const crawl = await crawlSite(visit, { url: site.url, fresh: site.visits > 0 });
      group.push({ site, crawl, assessment: judge({ pages: crawl.pages, siteUrl: site.url, memberId: site.memberId, pids: site.pids, confirmed: site.confirmed }) });
      if (group.length >= GROUP) {
        flush();
        await writing;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(ctx.deps.config.CRAWL_CONCURRENCY, due.length) }, worker));
  flush();
  await writing;
  return due.map((d: DueSite) => d.affiliateId);
}
