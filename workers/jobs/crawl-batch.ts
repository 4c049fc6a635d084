import { crawlsDue, runCrawlBatch } from '../../src/crawl/index.ts';
import type { Ctx } from '../../src/lib/ctx.ts';
import { keepPassing } from '../../src/policy/index.ts';
import { decideReReviews } from '../../src/reviews/index.ts';

/** Sites a batch: enough to keep all connections busy, few enough that progress shows. */
const BATCH = 240;

/** Visits what is due; whoever passes by it keeps the permission, and re-reviews that waited for it are decided. */
export async function crawlBatch(ctx: Ctx, _payload: object, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await crawlsDue(ctx))) {
    const affiliates = await runCrawlBatch(ctx, BATCH);
    if (affiliates.length === 0) return;
    await keepPassing(ctx, affiliates);
    await decideReReviews(ctx);
  }
}
