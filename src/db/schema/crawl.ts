import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, real, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytes, id, moment, ref } from './columns.ts';
import { affiliate, resource } from './records.ts';

/** One visit to one site; what waits for a visit is `resource.nextCrawlAt`. */
export const crawl = pgTable('crawl', {
  id: id(),
  resourceId: ref().notNull().references(() => resource.id),
  state: text().$type<'running' | 'done'>().notNull(),
  startedAt: moment().notNull(),
  /** Real time: who runs it holds it until then; after a crash another takes it. */
  leaseUntil: moment(),
  finishedAt: moment(),
}, (t) => [
  uniqueIndex('crawl_one_running').on(t.resourceId).where(sql`${t.state} = 'running'`),
  index('crawl_held').on(t.leaseUntil).where(sql`${t.state} = 'running'`),
]);

/** Bodies by content, gzipped: the evidence behind what is said of a page. */
export const snapshot = pgTable('snapshot', {
  sha256: text().primaryKey(),
  body: bytes().notNull(),
  bytes: integer().notNull(),
  firstSeenAt: moment().notNull(),
});

/** One fetched page of a crawl, or why it could not be fetched. */
export const page = pgTable('page', {
  id: id(),
  crawlId: ref().notNull().references(() => crawl.id),
  url: text().notNull(),
  role: text().notNull(),
  finalUrl: text(),
  status: integer(),
  /** Why there is no page: robots, timeout, refused, dns, connect, too_large …; null when there is one. */
  failure: text(),
  charset: text(),
  sha256: text(),
  millis: integer(),
  fetchedAt: moment().notNull(),
}, (t) => [index().on(t.crawlId)]);

/** The judgement of one crawl. `score` is null when nothing could be judged. */
export const assessment = pgTable('assessment', {
  id: id(),
  crawlId: ref().notNull().unique().references(() => crawl.id),
  resourceId: ref().notNull().references(() => resource.id),
  affiliateId: ref().notNull().references(() => affiliate.id),
  score: real(),
  subScores: jsonb().notNull(),
  signals: jsonb().notNull(),
  modelVersion: text().notNull(),
  /** 0..1, and the readable pages that it comes from; null in assessments from before they were kept. */
  confidence: real(),
  pagesSeen: integer(),
  assessedAt: moment().notNull(),
}, (t) => [index().on(t.resourceId, t.id), index().on(t.affiliateId, t.id)]);

/** What breaks a rule, with evidence. */
export const violation = pgTable('violation', {
  id: id(),
  assessmentId: ref().notNull().references(() => assessment.id),
  code: text().notNull(),
  level: text().$type<'stop' | 'review' | 'deduction' | 'none'>().notNull(),
  evidence: jsonb().notNull(),
}, (t) => [index().on(t.assessmentId), index().on(t.code)]);

/** A stop as seen over several crawls. Only a confirmed one counts against anybody. */
export const observation = pgTable('observation', {
  id: id(),
  resourceId: ref().notNull().references(() => resource.id),
  affiliateId: ref().notNull().references(() => affiliate.id),
  code: text().notNull(),
  state: text().$type<'open' | 'confirmed' | 'rejected' | 'cleared'>().notNull(),
  times: integer().notNull(),
  firstSeenAt: moment().notNull(),
  lastSeenAt: moment().notNull(),
  firstAssessmentId: ref().notNull(),
  lastAssessmentId: ref().notNull(),
  decidedBy: text(),
  decidedAt: moment(),
}, (t) => [
  uniqueIndex('observation_one_live').on(t.resourceId, t.code).where(sql`${t.state} in ('open', 'confirmed')`),
  index('observation_affiliate').on(t.affiliateId).where(sql`${t.state} = 'confirmed'`),
  index('observation_open').on(t.firstSeenAt).where(sql`${t.state} = 'open'`),
  index('observation_queue').on(t.state, t.id),
  index('observation_resource').on(t.resourceId, t.id),
]);
