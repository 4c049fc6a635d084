import type { Assessment } from '../quality/index.ts';
import type { DueSite } from './claim-due.ts';
import type { SiteCrawl } from './crawl-site.ts';

/** A visit and its judgement. */
export interface JudgedCrawl {
  site: DueSite;
  crawl: SiteCrawl;
  assessment: Assessment;
}
