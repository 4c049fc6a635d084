import type { PageResponse } from '../lib/ports.ts';
import { monotonic } from './deadline.ts';
import { classifyFailure } from './failures.ts';
import { retryAfterMs } from './retry-after.ts';
import type { CrawlDeps, Deadline, FailureCode } from './types.ts';

/** No single exchange may eat a site's whole time. */
const EXCHANGE_MS = 20_000;
const RETRIES = 2;
const LEAST_BACKOFF_MS = 50;

export type ExchangeResult = { ok: true; response: PageResponse; millis: number } | { ok: false; code: FailureCode; detail: string; millis: number };

/**
 * One GET in its turn, tried up to three times: after 408, 429, 5xx and connection errors, waiting for Retry-After or a
 * doubling pause, and never past the deadline. The last answer stands, whatever its status.
 */
export async function exchange(deps: CrawlDeps, url: URL, options: { deadline: Deadline; maxBytes: number; crawlDelayMs: number }): Promise<ExchangeResult> {
  let millis = 0;
  for (let attempt = 0; ; attempt += 1) {
    const result = await once(deps, url, options);
    millis += result.millis;
    const again = result.ok ? isPassing(result.response.status) : result.retry;
    const backoff = Math.max(LEAST_BACKOFF_MS, deps.config.CRAWL_DELAY_MS) * 2 ** attempt;
    const wait = (result.ok ? retryAfterMs(result.response.headers['retry-after'], deps.clock.now()) : null) ?? backoff;
    if (!again || attempt === RETRIES || wait >= options.deadline.remainingMs()) return { ...result, millis };
    await deps.sleep(wait);
  }
}

type Attempt = { ok: true; response: PageResponse; millis: number } | { ok: false; code: FailureCode; detail: string; retry: boolean; millis: number };

async function once(deps: CrawlDeps, url: URL, options: { deadline: Deadline; maxBytes: number; crawlDelayMs: number }): Promise<Attempt> {
  const { deadline } = options;
  const { politeness, config } = deps;
  const turn = { crawlDelayMs: options.crawlDelayMs, onQueued: (ms: number) => deadline.giveBack(ms) };
  return politeness.run(url.hostname, politeness.addressOf(url.hostname), async (): Promise<Attempt> => {
    const left = deadline.remainingMs();
    if (left <= 0) return { ok: false, code: 'timeout', detail: 'the deadline passed before this page had its turn', retry: false, millis: 0 };
    const began = monotonic();
    const took = (): number => Math.round(monotonic() - began);
    try {
      const headers = { 'user-agent': config.CRAWL_USER_AGENT, accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1', 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' };
      const response = await deps.pages.request({ url, headers, maxBytes: options.maxBytes, signal: AbortSignal.timeout(Math.ceil(Math.min(left, EXCHANGE_MS))) });
      politeness.learnAddress(url.hostname, response.address);
      return { ok: true, response, millis: took() };
    } catch (error) {
      return { ok: false, ...classifyFailure(error), millis: took() };
    }
  }, turn);
}

function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}
