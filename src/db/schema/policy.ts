import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, real, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytes, id, moment, ref } from './columns.ts';
import { affiliate } from './records.ts';

/** What a permission requires, as versioned data. A published version never changes. */
export const policyVersion = pgTable('policy_version', {
  id: id(),
  permission: text().notNull(),
  version: integer().notNull(),
  state: text().$type<'draft' | 'published' | 'retired'>().notNull(),
  definition: jsonb().notNull(),
  createdBy: text().notNull(),
  createdAt: moment().notNull(),
  publishedBy: text(),
  publishedAt: moment(),
}, (t) => [
  uniqueIndex().on(t.permission, t.version),
  uniqueIndex('policy_one_published').on(t.permission).where(sql`${t.state} = 'published'`),
]);

export type SweepState = 'planning' | 'planned' | 'approved' | 'running' | 'announced' | 'cancelling' | 'cancelled';

/** One application of a policy to everyone. `cursor` is the last affiliate whose rows are written: chunks move it in their own transaction. */
export const sweep = pgTable('sweep', {
  id: id(),
  permission: text().notNull(),
  policyVersionId: ref().notNull().references(() => policyVersion.id),
  state: text().$type<SweepState>().notNull(),
  noticeDays: integer().notNull(),
  /** All notices leave at this moment; at once when null. */
  announceAt: moment(),
  plannedBy: text().notNull(),
  requestedAt: moment().notNull(),
  factsAsOf: moment(),
  planHash: text(),
  totals: jsonb(),
  approvedBy: text(),
  approvedAt: moment(),
  approvedHash: text(),
  confirmedClosings: integer(),
  startedAt: moment(),
  cursor: ref(),
  finishedAt: moment(),
  cancelledBy: text(),
  cancelledAt: moment(),
}, (t) => [index('sweep_active').on(t.id).where(sql`${t.state} in ('planning', 'running', 'cancelling')`)]);

/** What a sweep decided for one affiliate, and on which facts. Never updated: the role may insert and read. */
export const sweepItem = pgTable('sweep_item', {
  sweepId: ref().notNull().references(() => sweep.id),
  affiliateId: ref().notNull().references(() => affiliate.id),
  decision: text().$type<'grant' | 'close' | 'keep' | 'none'>().notNull(),
  fromState: text().$type<'granted' | 'closed' | 'never'>().notNull(),
  /** Reason codes of the requirements that failed, in the policy's order. */
  reasons: text().array().notNull(),
  facts: jsonb().notNull(),
  bestScore: real(),
  rowHash: bytes().notNull(),
}, (t) => [
  primaryKey({ columns: [t.sweepId, t.affiliateId] }),
  index('sweep_item_actionable').on(t.sweepId, t.affiliateId).where(sql`${t.decision} in ('grant', 'close')`),
]);

export type EventKind = 'initial' | 'granted' | 'closing_announced' | 'closing_scheduled' | 'closing_cancelled' | 'reopened';

/**
 * The ledger of standing. Append-only. `outcome` is the state from `effectiveAt` on; null says that the event changes no state.
 * A closing is written beforehand with a future `effectiveAt`; `cancelsId` takes it back before that moment.
 * The key holds the time so that the table can be partitioned by it.
 */
export const standingEvent = pgTable('standing_event', {
  id: ref().generatedAlwaysAsIdentity(),
  recordedAt: moment().notNull(),
  affiliateId: ref().notNull().references(() => affiliate.id),
  permission: text().notNull(),
  kind: text().$type<EventKind>().notNull(),
  outcome: text().$type<'granted' | 'closed'>(),
  effectiveAt: moment().notNull(),
  causeKind: text().$type<'import' | 'sweep' | 'case' | 'repair'>().notNull(),
  causeId: ref(),
  cancelsId: ref(),
  reasons: text().array().notNull(),
  actor: text().notNull(),
}, (t) => [
  primaryKey({ columns: [t.id, t.recordedAt] }),
  index('standing_event_asof').on(t.affiliateId, t.permission, t.effectiveAt, t.id),
  index('standing_event_cancels').on(t.cancelsId).where(sql`${t.cancelsId} is not null`),
  index('standing_event_cause').on(t.causeKind, t.causeId),
  check('never_backdated', sql`${t.effectiveAt} >= ${t.recordedAt}`),
]);

/** Where an affiliate stands now on a permission: the fold of its events, kept beside them. */
export const standing = pgTable('standing', {
  affiliateId: ref().notNull().references(() => affiliate.id),
  permission: text().notNull(),
  state: text().$type<'granted' | 'closed'>().notNull(),
  since: moment().notNull(),
  lastEventId: ref().notNull(),
  /** The sweep that announced a closing which is not yet in effect. */
  pendingSweepId: ref(),
  /** The event that will close, and when: known once the notice was accepted. */
  closingEventId: ref(),
  closesAt: moment(),
}, (t) => [
  primaryKey({ columns: [t.affiliateId, t.permission] }),
  index('standing_closing').on(t.closesAt).where(sql`${t.closesAt} is not null`),
  index('standing_list').on(t.permission, t.state, t.affiliateId),
  index('standing_pending_list').on(t.permission, t.affiliateId).where(sql`${t.pendingSweepId} is not null`),
  index('standing_pending').on(t.pendingSweepId, t.affiliateId).where(sql`${t.pendingSweepId} is not null`),
]);
