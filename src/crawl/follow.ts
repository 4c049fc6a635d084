import { isClickHost } from '../quality/index.ts';
import type { PageResponse } from '../lib/ports.ts';
import { exchange } from './exchange.ts';
import type { CrawlDeps, Deadline, FailureCode, Hop } from './types.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** What stands in the way of a hop, if anything, and the pause its robots.txt asks for. */
export type HopCheck = (url: URL) => Promise<{ refused: { code: FailureCode; detail: string } | null; crawlDelayMs: number }>;

export interface FollowOptions {
  deadline: Deadline;
  maxBytes: number;
  follow: boolean;
  check: HopCheck;
}

export type Followed = { url: URL; chain: Hop[]; millis: number } & (
  | { kind: 'response'; response: PageResponse }
  | { kind: 'click_host' }
  | { kind: 'failure'; code: FailureCode; detail: string; status: number | null }
);

/**
 * Walks redirects by hand, at most five. Each hop is checked before it is requested; a click host is never requested:
 * one request there is a buyer's click.
 */
export async function follow(deps: CrawlDeps, start: URL, options: FollowOptions): Promise<Followed> {
  const chain: Hop[] = [];
  let millis = 0;
  let url = start;
  for (;;) {
    const at = { url, chain, millis };
    if (isClickHost(url)) return { ...at, kind: 'click_host' };
    const fail = (code: FailureCode, detail: string, status: number | null): Followed => ({ ...at, millis, kind: 'failure', code, detail, status });
    if (chain.length > MAX_REDIRECTS) return fail('too_many_redirects', `more than ${MAX_REDIRECTS} redirects`, chain.at(-1)?.status ?? null);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return fail('refused_address', `${url.protocol} is refused, expected http: or https:`, null);
    const { refused, crawlDelayMs } = await options.check(url);
    if (refused) return fail(refused.code, refused.detail, null);
    const result = await exchange(deps, url, { deadline: options.deadline, maxBytes: options.maxBytes, crawlDelayMs });
    millis += result.millis;
    if (!result.ok) return fail(result.code, result.detail, null);
    const { response } = result;
    const location = response.headers['location'];
    if (!REDIRECTS.has(response.status) || location === undefined) return { ...at, millis, kind: 'response', response };
    chain.push({ url: url.href, status: response.status, location });
    const next = URL.canParse(location, url.href) ? new URL(location, url.href) : null;
    if (next && isClickHost(next)) return { chain, millis, url: next, kind: 'click_host' };
    if (!options.follow) return { ...at, millis, kind: 'response', response };
    if (!next) return fail('bad_redirect', `Location ${JSON.stringify(location.slice(0, 200))} is not a URL`, response.status);
    next.hash = '';
    url = next;
  }
}
