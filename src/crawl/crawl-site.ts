import { createHash, randomBytes } from 'node:crypto';
import { choosePages, type Choice } from './choose-pages.ts';
import { makeDeadline } from './deadline.ts';
import { fetchPage } from './fetch-page.ts';
import type { CrawlDeps, CrawledPage, Deadline, FailureCode, FetchResult, PageRole } from './types.ts';
import { canonicalUrl, sameSite, scopeOf } from './urls.ts';

export interface CrawlSiteInput {
  /** The registered address. */
  url: string;
  /** One limit over the whole visit; CRAWL_SITE_SECONDS from now by default. */
  deadline?: Deadline;
  /** Reads robots.txt anew (re-reviews: the affiliate may just have repaired it). */
  fresh?: boolean;
}

export interface SiteCrawl {
  pages: CrawledPage[];
  /** The failures among the pages, with what happened. */
  failures: { url: string; code: FailureCode; detail: string }[];
  startedAt: Date;
}

/**
 * Visits a site within its budgets of pages, depth, time and bytes: the home page, what its links offer, then what the
 * lists offer, and a path that cannot exist. A site that cannot be entered gives one page with its failure.
 */
export async function crawlSite(deps: CrawlDeps, input: CrawlSiteInput): Promise<SiteCrawl> {
  const { config } = deps;
  const deadline = input.deadline ?? makeDeadline(config.CRAWL_SITE_SECONDS * 1_000);
  const crawl: SiteCrawl = { pages: [], failures: [], startedAt: deps.clock.now() };
  const home = canonicalUrl(input.url) ?? input.url;
  const seen = new Set<string>([home]);
  let bytesLeft = config.CRAWL_SITE_BYTES;
  if (input.fresh && URL.canParse(home)) deps.robots.forget(new URL(home).origin);

  async function visit({ url, role }: Choice): Promise<CrawledPage> {
    const result = await fetchPage(deps, url, { deadline, maxBytes: Math.min(config.CRAWL_PAGE_BYTES, bytesLeft), follow: role !== 'jump' });
    const page = toCrawledPage(result, role, deps.clock.now());
    bytesLeft -= page.bytes;
    const repeated = role !== 'home' && role !== 'random' && role !== 'jump' && page.finalUrl !== url && seen.has(page.finalUrl);
    seen.add(url).add(page.finalUrl);
    if (repeated) return page;
    crawl.pages.push(page);
    if (result.kind === 'failure' && page.failure !== null) crawl.failures.push({ url, code: result.code, detail: result.detail });
    return page;
  }

  const front = await visit({ url: home, role: 'home' });
  if (front.failure !== null || front.stoppedAt !== null || !sameSite(new URL(home), new URL(front.finalUrl))) return crawl;
  const scope = scopeOf(home, front.finalUrl);
  const reserved = config.CRAWL_PAGES > 2 ? 1 : 0;
  const room = (): number => config.CRAWL_PAGES - crawl.pages.length - reserved;
  let layer: CrawledPage[] = [front];
  for (let depth = 1; depth <= config.CRAWL_DEPTH && layer.length > 0; depth += 1) {
    const next: CrawledPage[] = [];
    for (const page of layer) {
      for (const choice of choosePages({ url: page.finalUrl, html: page.html }, scope, room(), seen)) {
        if (room() <= 0 || bytesLeft <= 0 || deadline.remainingMs() <= 0) break;
        if (depth > 1 && choice.role !== 'detail' && crawl.pages.some((had) => had.role === choice.role)) continue;
        const got = await visit(choice);
        if (got.failure === null && got.role !== 'jump' && got.html !== '') next.push(got);
      }
    }
    layer = next.sort((a, b) => Number(b.role === 'list') - Number(a.role === 'list'));
  }
  if (reserved > 0 && bytesLeft > 0 && deadline.remainingMs() > 0) {
    await visit({ url: new URL(`${scope.prefix}${randomBytes(9).toString('hex')}.html`, front.finalUrl).href, role: 'random' });
  }
  return crawl;
}

/** What the judgement takes. A missing random path is an answer, not a failure. */
export function toCrawledPage(result: FetchResult, role: PageRole, fetchedAt: Date): CrawledPage {
  const { url, chain, millis } = result;
  const base = { url, finalUrl: url, role, status: chain.at(-1)?.status ?? null, html: '', headers: {}, chain, stoppedAt: null, failure: null, charset: null, millis, bytes: 0, sha256: null, fetchedAt: fetchedAt.toISOString() };
  switch (result.kind) {
    case 'click_host':
      return { ...base, finalUrl: chain.at(-1)?.url ?? url, stoppedAt: result.target };
    case 'failure': {
      const missing = role === 'random' && (result.status === 404 || result.status === 410);
      return { ...base, finalUrl: result.finalUrl, status: result.status, failure: missing ? null : result.code };
    }
    case 'page': {
      const sha256 = createHash('sha256').update(result.body).digest('hex');
      const { finalUrl, status, headers, charset, text, body } = result;
      return { ...base, finalUrl, status, html: text, headers, charset, bytes: body.length, sha256 };
    }
  }
}
