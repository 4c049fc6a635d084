import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment, ref } from './columns.ts';
import { affiliate } from './records.ts';

/** What an affiliate asks of the policy team. */
export const reviewCase = pgTable('review_case', {
  id: id(),
  kind: text().$type<'re_review'>().notNull(),
  affiliateId: ref().notNull().references(() => affiliate.id),
  permission: text().notNull(),
  state: text().$type<'open' | 'decided'>().notNull(),
  askedAt: moment().notNull(),
  /** End of the last working day on which it must be decided. */
  dueAt: moment().notNull(),
  decision: text().$type<'kept' | 'reopened' | 'refused'>(),
  /** Reason codes of a refusal. */
  reasons: text().array(),
  decidedAt: moment(),
  decidedBy: text(),
}, (t) => [
  uniqueIndex('case_one_open').on(t.affiliateId, t.permission, t.kind).where(sql`${t.state} = 'open'`),
  index('case_due').on(t.dueAt, t.id).where(sql`${t.state} = 'open'`),
  index('case_by_state').on(t.state, t.id),
  index().on(t.affiliateId, t.id),
]);

/** What happened in a case, in order. Append-only. */
export const caseEntry = pgTable('case_entry', {
  id: id(),
  caseId: ref().notNull().references(() => reviewCase.id),
  at: moment().notNull(),
  actor: text().notNull(),
  kind: text().$type<'asked' | 'crawled' | 'decided'>().notNull(),
  body: jsonb().notNull(),
}, (t) => [index().on(t.caseId, t.id)]);
