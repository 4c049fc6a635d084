export { decodeHtml } from './charset.ts';
export { type CrawlSiteInput, crawlSite, type SiteCrawl, toCrawledPage } from './crawl-site.ts';
export { DecideInput, decideObservations } from './decide-observations.ts';
export { latestAssessment } from './latest-assessment.ts';
export { listObservations, type ObservationRow, ObservationsInput } from './list-observations.ts';
export { crawlDepsOf, makeCrawlDeps } from './make-crawl-deps.ts';
export { runCrawlBatch } from './run-crawl-batch.ts';
export type { CrawlDeps, CrawledPage } from './types.ts';
export { crawlProgress, type CrawlProgress, crawlsDue } from './crawl-progress.ts';
