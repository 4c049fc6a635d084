import type { Deps } from '../lib/ctx.ts';
import { makePoliteness } from './politeness.ts';
import { makeRobotsCache } from './robots-cache.ts';
import { realSleep } from './sleep.ts';
import type { CrawlDeps, CrawlSettings, Sleep } from './types.ts';

type Outside = Pick<Deps, 'clock' | 'pages'> & { config: CrawlSettings };

const made = new WeakMap<Outside['pages'], CrawlDeps>();

/** What crawling needs, made anew: a politeness and a robots.txt cache of its own. */
export function makeCrawlDeps(outside: Outside, sleep: Sleep = realSleep): CrawlDeps {
  const { config, clock, pages } = outside;
  const agent = /^[A-Za-z_-]+/.exec(config.CRAWL_USER_AGENT)?.[0] ?? 'TuiguanBot';
  return { config, clock, pages, sleep, politeness: makePoliteness({ delayMs: config.CRAWL_DELAY_MS, sleep }), robots: makeRobotsCache(agent) };
}

/** The crawl's shared parts of this process: one politeness and one robots.txt cache per page transport. */
export function crawlDepsOf(outside: Outside): CrawlDeps {
  let deps = made.get(outside.pages);
  if (!deps) made.set(outside.pages, (deps = makeCrawlDeps(outside)));
  return deps;
}
