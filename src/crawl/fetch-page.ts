import { decodeHtml } from './charset.ts';
import { isChallenge } from './challenge.ts';
import { follow, type Followed, type HopCheck } from './follow.ts';
import type { CrawlDeps, FailureCode, FetchFailure, FetchOptions, FetchResult } from './types.ts';

const BLOCKED = new Set([401, 403, 451]);
const HTML = /^\s*(text\/|application\/(xhtml\+xml|xml))/i;

/**
 * Fetches one page: robots.txt, politeness, guard and redirects at every hop, retries, one deadline over all of it.
 * Never throws for what a site does; never requests a click host. A status from 400 on is a failure, its status kept.
 */
export async function fetchPage(deps: CrawlDeps, url: string, options: FetchOptions): Promise<FetchResult> {
  if (!URL.canParse(url)) return { kind: 'failure', url, finalUrl: url, chain: [], millis: 0, status: null, code: 'refused_address', detail: `${JSON.stringify(url)} is not a URL` };
  const start = new URL(url);
  start.hash = '';
  const check: HopCheck = async (hop) => {
    const verdict = await deps.robots.check(deps, hop, options.deadline);
    return { refused: verdict.allowed ? null : { code: verdict.code, detail: verdict.detail }, crawlDelayMs: verdict.crawlDelayMs };
  };
  const followed = await follow(deps, start, { deadline: options.deadline, maxBytes: options.maxBytes ?? deps.config.CRAWL_PAGE_BYTES, follow: options.follow ?? true, check });
  return toResult(url, followed);
}

function toResult(url: string, followed: Followed): FetchResult {
  const { chain, millis } = followed;
  const finalUrl = followed.url.href;
  const failure = (code: FailureCode, detail: string, status: number | null): FetchFailure => ({ kind: 'failure', url, finalUrl, chain, millis, code, detail, status });
  if (followed.kind === 'click_host') return { kind: 'click_host', url, chain, millis, target: finalUrl };
  if (followed.kind === 'failure') return failure(followed.code, followed.detail, followed.status);
  const { status, headers, body, truncated, address } = followed.response;
  if (BLOCKED.has(status)) return failure('blocked', `HTTP ${status}`, status);
  if (status >= 400 && headers['cf-mitigated'] === undefined) return failure('http_error', `HTTP ${status}`, status);
  const type = headers['content-type'];
  if (status < 300 && type !== undefined && !HTML.test(type)) return failure('not_html', `Content-Type ${type.slice(0, 100)}`, status);
  const { text, charset } = decodeHtml(body, type);
  if (isChallenge(headers, text)) return failure('blocked', 'a challenge page instead of content', status);
  return { kind: 'page', url, finalUrl, chain, millis, status, headers, body, truncated, charset, text, address };
}
