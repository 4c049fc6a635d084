import { runCrawlBatch } from '../../src/crawl/index.ts';
import type { Ctx } from '../../src/lib/ctx.ts';
import { keepPassing } from '../../src/policy/index.ts';
import { decideReReviews } from '../../src/reviews/index.ts';

/** Sites a job at the most: what is left is due still, and the schedule names the job again. */
const SITES = 5_000;

/** Visits what is due; whoever passes by it keeps the permission, and re-reviews that waited for it are decided. */
export async function crawlBatch(ctx: Ctx, _payload: object, stop: AbortSignal): Promise<void> {
  await runCrawlBatch(ctx, {
    limit: SITES,
    stop,
    async onRecorded(affiliateIds) {
      await keepPassing(ctx, affiliateIds);
      await decideReReviews(ctx);
    },
  });
}
