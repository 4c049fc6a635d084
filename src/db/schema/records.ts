import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment, ref } from './columns.ts';

/** Who promotes goods for commission. `memberId` is the first number of the PID. */
export const affiliate = pgTable('affiliate', {
  id: id(),
  memberId: text().notNull().unique(),
  name: text().notNull(),
  email: text().notNull(),
  locale: text().$type<'zh-CN' | 'en'>().notNull(),
  createdAt: moment().notNull(),
}, (t) => [
  index().on(t.email),
  // What people type into the search box, from its beginning on, whatever the database's collation.
  index('affiliate_member_prefix').on(t.memberId.op('text_pattern_ops')),
  index('affiliate_email_prefix').using('btree', sql`lower(${t.email}) text_pattern_ops`),
  index('affiliate_name_prefix').using('btree', sql`lower(${t.name}) text_pattern_ops`),
]);

/** What is promoted with. `url` is its canonical address or identifier, the key beside the affiliate. */
export const resource = pgTable('resource', {
  id: id(),
  affiliateId: ref().notNull().references(() => affiliate.id),
  kind: text().$type<'site' | 'app' | 'social' | 'software' | 'offline'>().notNull(),
  url: text().notNull(),
  /** Host of a site, for politeness and search; null for kinds without one. */
  host: text(),
  currentVersion: integer().notNull(),
  createdAt: moment().notNull(),
  verifiedAt: moment(),
  /** When the next visit is due: the crawl queue itself. Null while a visit runs and for kinds without a site. */
  nextCrawlAt: moment(),
  lastCrawledAt: moment(),
}, (t) => [uniqueIndex().on(t.affiliateId, t.url), index().on(t.host), index('resource_host_prefix').on(t.host.op('text_pattern_ops')), index().on(t.nextCrawlAt)]);

/** What the affiliate declares about a resource; every edit is a new row and no row changes. */
export const recordVersion = pgTable('record_version', {
  id: id(),
  resourceId: ref().notNull().references(() => resource.id),
  version: integer().notNull(),
  fields: jsonb().$type<Record<string, string | number | null>>().notNull(),
  changedBy: text().notNull(),
  createdAt: moment().notNull(),
}, (t) => [uniqueIndex().on(t.resourceId, t.version)]);

/** A PID: unique across affiliates; only its first segment names the member. */
export const placement = pgTable('placement', {
  id: id(),
  affiliateId: ref().notNull().references(() => affiliate.id),
  resourceId: ref().references(() => resource.id),
  pid: text().notNull().unique(),
  createdAt: moment().notNull(),
}, (t) => [index().on(t.affiliateId), index().on(t.resourceId)]);

/** A proof that the affiliate controls the resource: a token of ours in a file, a meta tag or a DNS TXT record. */
export const ownershipProof = pgTable('ownership_proof', {
  id: id(),
  resourceId: ref().notNull().references(() => resource.id),
  method: text().$type<'file' | 'meta' | 'dns'>().notNull(),
  token: text().notNull(),
  state: text().$type<'pending' | 'proved' | 'failed'>().notNull(),
  createdAt: moment().notNull(),
  checkedAt: moment(),
  /** What was asked and what was found there, in one sentence. */
  finding: text(),
}, (t) => [uniqueIndex().on(t.resourceId, t.method)]);
