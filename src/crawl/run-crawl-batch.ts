import { whileHolding } from '../db/hold.ts';
import { authorize } from '../auth/index.ts';
import type { Ctx, Deps } from '../lib/ctx.ts';
import { claimDue, type DueSite, releaseOrphans } from './claim-due.ts';
import { crawlSite } from './crawl-site.ts';
import { JudgePool } from './judge-pool.ts';
import type { JudgedCrawl } from './judged-crawl.ts';
import { crawlDepsOf } from './make-crawl-deps.ts';
import { recordCrawls } from './record-crawls.ts';

/** Visits that are written together: few enough that a crash repeats little. */
const GROUP = 24;
/** A finished visit waits no longer than this for its group to fill, in milliseconds. */
const FLUSH_MS = 1_000;

const pools = new WeakMap<Deps['pages'], JudgePool>();

export interface CrawlBatch {
  /** Sites claimed at the most. */
  limit: number;
  /** Raised when the process closes: what is under way is finished, nothing new is claimed. */
  stop?: AbortSignal;
  /** Told the affiliates whose facts may have changed, after each group is committed. */
  onRecorded?: (affiliateIds: number[]) => Promise<void>;
}

/**
 * Visits sites that are due, CRAWL_CONCURRENCY at a time, judges them in threads and records them in groups. Sites are
 * claimed as places become free, so a slow one holds up nobody. Returns how many were visited.
 */
export async function runCrawlBatch(ctx: Ctx, batch: CrawlBatch): Promise<number> {
  authorize(ctx, 'system.work');
  await releaseOrphans(ctx);
  return whileHolding(ctx.db, 'crawling', () => visitDue(ctx, batch));
}

async function visitDue(ctx: Ctx, { limit, stop, onRecorded }: CrawlBatch): Promise<number> {
  const visit = crawlDepsOf(ctx.deps);
  const pool = poolOf(ctx.deps);
  const recorder = makeRecorder(ctx, onRecorded);
  // What could not be recorded would only be visited again: nothing new is claimed after that.
  const take = claimer(ctx, limit, () => stop?.aborted === true || recorder.failed());
  let visited = 0;
  async function worker(): Promise<void> {
    for (let site = await take(); site; site = await take()) {
      const crawl = await crawlSite(visit, { url: site.url, fresh: site.shutOut });
      const assessment = await pool.judge({ pages: crawl.pages, siteUrl: site.url, memberId: site.memberId, pids: site.pids, confirmed: site.confirmed });
      visited += 1;
      await recorder.add({ site, crawl, assessment });
    }
  }
  const flushing = setInterval(() => recorder.flush(), FLUSH_MS);
  const ended = await Promise.allSettled(Array.from({ length: Math.min(ctx.deps.config.CRAWL_CONCURRENCY, limit) }, worker));
  clearInterval(flushing);
  recorder.flush();
  await recorder.settled();
  const fault = ended.find((each) => each.status === 'rejected');
  if (fault) throw fault.reason;
  return visited;
}

function poolOf(deps: Deps): JudgePool {
  let pool = pools.get(deps.pages);
  if (!pool) pools.set(deps.pages, (pool = new JudgePool(deps.log)));
  return pool;
}

/** Hands out claimed sites one by one, and claims as many as there are places when there are none left. */
function claimer(ctx: Ctx, limit: number, ended: () => boolean): () => Promise<DueSite | undefined> {
  const ready: DueSite[] = [];
  let left = limit;
  let dry = false;
  let claiming: Promise<void> | undefined;
  const claim = async (): Promise<void> => {
    const got = await claimDue(ctx, Math.min(left, ctx.deps.config.CRAWL_CONCURRENCY));
    left -= got.length;
    dry = got.length === 0;
    ready.push(...got);
  };
  return async () => {
    while (ready.length === 0 && !dry && left > 0 && !ended()) {
      claiming ??= claim().finally(() => (claiming = undefined));
      await claiming;
    }
    return ready.shift();
  };
}

/** Gathers finished visits and writes a group after the other. A group that could not be written fails the batch. */
function makeRecorder(ctx: Ctx, onRecorded: CrawlBatch['onRecorded']) {
  let group: JudgedCrawl[] = [];
  let writing: Promise<void> = Promise.resolve();
  let failed = false;
  const flush = (): void => {
    if (group.length === 0) return;
    const full = group;
    group = [];
    writing = writing.then(async () => {
      await recordCrawls(ctx, full);
      await onRecorded?.(full.map((g) => g.site.affiliateId));
    });
    writing.catch(() => (failed = true)); // awaited in settled()
  };
  return {
    flush,
    failed: () => failed,
    settled: () => writing,
    async add(judged: JudgedCrawl): Promise<void> {
      group.push(judged);
      if (group.length < GROUP) return;
      flush();
      await writing;
    },
  };
}
