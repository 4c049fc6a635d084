import { follow, type HopCheck } from './follow.ts';
import { matchRobots, parseRobots, type Robots } from './robots-rule.ts';
import type { CrawlDeps, Deadline, FailureCode, RobotsCache } from './types.ts';

/** RFC 9309 asks for at least 500 KiB. */
const MAX_ROBOTS_BYTES = 512_000;
const FRESH_MS = 24 * 3_600_000;
/** A site that was down for a moment is asked again sooner. */
const UNREACHABLE_FRESH_MS = 600_000;
const MAX_CACHED_RULES = 200_000;
const MAX_ORIGINS = 5_000;

type Known = { robots: Robots } | { robots: null; code: FailureCode; detail: string };
interface Entry {
  known: Promise<Known>;
  /** Business time. */
  until: number;
  rules: number;
}

const anyHop: HopCheck = () => Promise.resolve({ refused: null, crawlDelayMs: 0 });

/** @param agent the product token that groups are matched against. */
export function makeRobotsCache(agent: string): RobotsCache {
  const entries = new Map<string, Entry>();
  let rules = 0;

  function drop(origin: string): void {
    rules -= entries.get(origin)?.rules ?? 0;
    entries.delete(origin);
  }

  function load(deps: CrawlDeps, origin: string, deadline: Deadline): Entry {
    const entry: Entry = { known: read(deps, origin, deadline, agent), until: deps.clock.now().getTime() + FRESH_MS, rules: 0 };
    entries.set(origin, entry);
    void entry.known.then((known) => {
      if (entries.get(origin) !== entry) return;
      if (known.robots) entry.rules = known.robots.rules.length;
      // A time-out may be due to this crawl's own deadline: the next one asks anew.
      else entry.until = known.code === 'timeout' ? 0 : deps.clock.now().getTime() + UNREACHABLE_FRESH_MS;
      rules += entry.rules;
      while (entries.size > MAX_ORIGINS || (rules > MAX_CACHED_RULES && entries.size > 1)) drop(entries.keys().next().value as string);
    });
    return entry;
  }

  return {
    forget: drop,
    async check(deps, url, deadline) {
      const cached = entries.get(url.origin);
      if (cached && cached.until <= deps.clock.now().getTime()) drop(url.origin);
      const { known } = entries.get(url.origin) ?? load(deps, url.origin, deadline);
      const answer = await known;
      if (!answer.robots) return { allowed: false, crawlDelayMs: 0, code: answer.code, detail: answer.detail };
      const { crawlDelayMs } = answer.robots;
      const { allowed, rule } = matchRobots(answer.robots, url);
      return allowed ? { allowed, crawlDelayMs } : { allowed, crawlDelayMs, code: 'robots', detail: `robots.txt of ${url.host}: ${rule ?? ''}` };
    },
  };
}

/** A missing file (4xx) allows everything; 429, 5xx and no answer forbid everything. */
async function read(deps: CrawlDeps, origin: string, deadline: Deadline, agent: string): Promise<Known> {
  const url = new URL('/robots.txt', origin);
  const followed = await follow(deps, url, { deadline, maxBytes: MAX_ROBOTS_BYTES, follow: true, check: anyHop });
  if (followed.kind === 'click_host') return { robots: null, code: 'robots', detail: `${url.href} redirects to a click host` };
  if (followed.kind === 'failure') {
    // RFC 9309: after five redirects, or one that leads nowhere, the file counts as missing.
    if (followed.code === 'too_many_redirects' || followed.code === 'bad_redirect') return { robots: { rules: [], crawlDelayMs: 0 } };
    return { robots: null, code: followed.code, detail: followed.detail.startsWith(url.href) ? followed.detail : `${url.href}: ${followed.detail}` };
  }
  const { status, body } = followed.response;
  if (status === 429 || status >= 500) return { robots: null, code: 'robots', detail: `${url.href} answered ${status}: unreachable means disallowed` };
  return { robots: status >= 200 && status < 300 ? parseRobots(Buffer.from(body).toString('utf8'), agent) : { rules: [], crawlDelayMs: 0 } };
}
