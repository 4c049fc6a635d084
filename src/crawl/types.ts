import type { Clock } from '../lib/clock.ts';
import type { Config } from '../lib/config.ts';
import type { PageTransport } from '../lib/ports.ts';
import type { PageInput } from '../quality/index.ts';

export type { PageRole } from '../quality/index.ts';

/** Why a page could not be had. None of them says anything about its quality. */
export type FailureCode =
  | 'robots' // robots.txt forbids it, or answered 5xx
  | 'timeout'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'refused_address' // private, reserved, a refused port or scheme
  | 'too_many_redirects'
  | 'bad_redirect' // Location is not a URL
  | 'blocked' // 401, 403, 451 or a challenge page
  | 'http_error' // any other status from 400 on
  | 'not_html'
  | 'bad_response' // broken HTTP or Content-Encoding
  | 'budget'; // the site's bytes were used up

export interface Hop {
  url: string;
  status: number;
  location: string | null;
}

interface Outcome {
  url: string;
  /** Redirects that were followed, or whose target was recorded and not entered. */
  chain: Hop[];
  /** Of the exchanges themselves, without waiting for a turn. */
  millis: number;
}

export interface FetchedPage extends Outcome {
  kind: 'page';
  finalUrl: string;
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
  truncated: boolean;
  charset: string;
  text: string;
  address: string;
}

/** A redirect led to a click host (or the URL is on one). `target` was never requested. */
export interface StoppedAtClickHost extends Outcome {
  kind: 'click_host';
  target: string;
}

export interface FetchFailure extends Outcome {
  kind: 'failure';
  code: FailureCode;
  /** What happened, with the figures; not for translation. */
  detail: string;
  finalUrl: string;
  status: number | null;
}

export type FetchResult = FetchedPage | StoppedAtClickHost | FetchFailure;

export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export type CrawlSettings = Pick<Config, 'CRAWL_USER_AGENT' | 'CRAWL_PAGES' | 'CRAWL_DEPTH' | 'CRAWL_SITE_SECONDS' | 'CRAWL_SITE_BYTES' | 'CRAWL_PAGE_BYTES' | 'CRAWL_DELAY_MS'>;

/** One limit over everything that is done for a site. Time spent waiting for others' turns is given back. */
export interface Deadline {
  remainingMs(): number;
  /** Moves the deadline by time that was spent in a queue behind other sites; bounded. */
  giveBack(ms: number): void;
}

export interface TurnOptions {
  /** From robots.txt; counts for the host, not for the address. */
  crawlDelayMs?: number;
  /** Told how long others were waited for: their turns, and pauses that they caused at the shared address. */
  onQueued?: (ms: number) => void;
}

/** One request at a time to a host and to an address, with pauses between. One a process. */
export interface Politeness {
  run<T>(host: string, address: string | null, fn: () => Promise<T>, options?: TurnOptions): Promise<T>;
  /** The address that a host was last reached at, if it is still remembered. */
  addressOf(host: string): string | null;
  learnAddress(host: string, address: string): void;
}

export type RobotsVerdict = { allowed: true; crawlDelayMs: number } | { allowed: false; crawlDelayMs: number; code: FailureCode; detail: string };

/** robots.txt of every origin, for 24 hours of business time; unreachable means disallowed. */
export interface RobotsCache {
  check(deps: CrawlDeps, url: URL, deadline: Deadline): Promise<RobotsVerdict>;
  /** Drops what is known of an origin, so that a repaired robots.txt counts at once. */
  forget(origin: string): void;
}

/** What fetching needs. Made once a process, because politeness and robots.txt are shared by all sites. */
export interface CrawlDeps {
  config: CrawlSettings;
  clock: Clock;
  pages: PageTransport;
  politeness: Politeness;
  robots: RobotsCache;
  sleep: Sleep;
}

export interface FetchOptions {
  deadline: Deadline;
  /** Decoded bytes at which a body is cut; CRAWL_PAGE_BYTES by default. */
  maxBytes?: number;
  /** False: the first answer is the result, a redirect's Location included (jump pages). */
  follow?: boolean;
}

/** One page of a crawl: what the judgement takes, with failures of the crawler's own codes. */
export interface CrawledPage extends PageInput {
  failure: FailureCode | null;
}
