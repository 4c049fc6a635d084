import { index, integer, pgTable, real } from 'drizzle-orm/pg-core';
import { moment, ref } from './columns.ts';
import { affiliate } from './records.ts';

/**
 * One row an affiliate: what policies look at. Derived, so it can be rebuilt from scratch with the same result;
 * hence nothing in it says when it was computed. Unknown is null, never zero.
 */
export const fact = pgTable('fact', {
  affiliateId: ref().primaryKey().references(() => affiliate.id),
  resources: integer().notNull(),
  sites: integer().notNull(),
  verifiedSites: integer().notNull(),
  judgedSites: integer().notNull(),
  unverifiableSites: integer().notNull(),
  bestScore: real(),
  medianScore: real(),
  worstScore: real(),
  bestVerifiedScore: real(),
  icpSites: integer().notNull(),
  confirmedStops: integer().notNull(),
  placements: integer().notNull(),
  firstRegisteredAt: moment(),
}, (t) => [index().on(t.bestScore)]);
