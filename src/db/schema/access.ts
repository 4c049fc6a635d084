import { bigint, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Role } from '../../lib/roles.ts';
import { affiliate } from './records.ts';
import { id, moment, ref } from './columns.ts';

/** People of the policy team. */
export const staff = pgTable('staff', {
  id: id(),
  email: text().notNull().unique(),
  name: text().notNull(),
  roles: text().array().$type<Role[]>().notNull(),
  createdAt: moment().notNull(),
  disabledAt: moment(),
});

/** API keys: the secret is shown once and kept as SHA-256 only. A key acts as a staff member, an affiliate, or a machine (neither). */
export const apiKey = pgTable('api_key', {
  id: id(),
  prefix: text().notNull().unique(),
  secretHash: text().notNull(),
  name: text().notNull(),
  staffId: ref().references(() => staff.id),
  affiliateId: ref().references(() => affiliate.id),
  /** null = everything that the owner may do. */
  scopes: text().array(),
  createdAt: moment().notNull(),
  createdBy: text().notNull(),
  expiresAt: moment(),
  revokedAt: moment(),
}, (t) => [index().on(t.staffId), index().on(t.affiliateId)]);

/** Who did what, with before and after. Append-only: the application's role has INSERT and SELECT. */
export const audit = pgTable('audit', {
  id: id(),
  at: moment().notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  subjectKind: text().notNull(),
  subjectId: text().notNull(),
  before: jsonb(),
  after: jsonb(),
  requestId: text().notNull(),
}, (t) => [
  index().on(t.subjectKind, t.subjectId, t.id),
  index().on(t.actor, t.id),
  // One action, or all that begin alike, whatever the database's collation.
  index('audit_action').on(t.action.op('text_pattern_ops'), t.id),
  index('audit_time').on(t.at, t.id),
]);

/** Answers of requests that carried an Idempotency-Key, so that a repeat changes nothing. */
export const idempotency = pgTable('idempotency', {
  id: id(),
  actor: text().notNull(),
  key: text().notNull(),
  requestHash: text().notNull(),
  status: bigint({ mode: 'number' }),
  body: jsonb(),
  createdAt: moment().notNull(),
}, (t) => [uniqueIndex().on(t.actor, t.key)]);
