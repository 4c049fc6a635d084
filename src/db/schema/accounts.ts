import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { staff } from './access.ts';
import { id, moment, ref } from './columns.ts';
import { affiliate } from './records.ts';

// Every moment on this page is real time: sessions, links and limits must not move with business time.

/** A person who signs in. What the person may do hangs on `staffId` and on affiliate_user, never on the mail address. */
export const accountUser = pgTable('account_user', {
  id: id(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull(),
  name: text().notNull(),
  /** The language of pages; null = as the browser asks. */
  locale: text().$type<'zh-CN' | 'en'>(),
  staffId: ref().unique().references(() => staff.id),
  twoFactorEnabled: boolean().notNull(),
  createdAt: moment().notNull(),
  updatedAt: moment().notNull(),
});

/** A signed-in browser. The cookie carries the token with a signature, so that this table alone opens nothing. */
export const accountSession = pgTable('account_session', {
  id: id(),
  userId: ref().notNull().references(() => accountUser.id, { onDelete: 'cascade' }),
  token: text().notNull().unique(),
  expiresAt: moment().notNull(),
  createdAt: moment().notNull(),
  /** When it was last seen, to the hour. */
  updatedAt: moment().notNull(),
  ipAddress: text(),
  userAgent: text(),
}, (t) => [index().on(t.userId), index().on(t.expiresAt)]);

/** How a person proves who they are: one row of `providerId` credential holds the password's hash (scrypt). */
export const accountCredential = pgTable('account_credential', {
  id: id(),
  userId: ref().notNull().references(() => accountUser.id, { onDelete: 'cascade' }),
  accountId: text().notNull(),
  providerId: text().notNull(),
  password: text(),
  createdAt: moment().notNull(),
  updatedAt: moment().notNull(),
}, (t) => [uniqueIndex().on(t.userId, t.providerId)]);

/** Short-lived tokens: sign-in links, resets, second factors under way, trusted devices. Identifiers are kept hashed. */
export const accountVerification = pgTable('account_verification', {
  id: id(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: moment().notNull(),
  createdAt: moment().notNull(),
  updatedAt: moment().notNull(),
}, (t) => [index().on(t.identifier), index().on(t.expiresAt), index().on(t.value)]);

/** The second factor: secret and backup codes are encrypted with a key out of AUTH_SECRET. */
export const accountTwoFactor = pgTable('account_two_factor', {
  id: id(),
  userId: ref().notNull().unique().references(() => accountUser.id, { onDelete: 'cascade' }),
  secret: text().notNull(),
  backupCodes: text().notNull(),
  verified: boolean(),
  failedVerificationCount: integer(),
  lockedUntil: moment(),
});

export type AccountMailKind = 'sign_in_link' | 'password_reset' | 'claim' | 'invite' | 'staff_invite';
export type AccountMailState = 'pending' | 'claimed' | 'sent' | 'dropped' | 'failed';

/** A mail about an account, asked for or due. Whether the address has an account is looked up when it is sent, not when it is asked. */
export const accountMail = pgTable('account_mail', {
  id: id(),
  kind: text().$type<AccountMailKind>().notNull(),
  address: text().notNull(),
  /** What the mail is made of; erased once it is sent, dropped or expired. */
  payload: jsonb().$type<Record<string, string | number>>(),
  state: text().$type<AccountMailState>().notNull(),
  attempts: integer().notNull(),
  createdAt: moment().notNull(),
  /** The next attempt, or the end of the lease of who sends it. */
  waitUntil: moment().notNull(),
  expiresAt: moment().notNull(),
  response: text(),
}, (t) => [
  index('account_mail_due').on(t.waitUntil, t.id).where(sql`${t.state} in ('pending', 'claimed')`),
  index().on(t.expiresAt),
]);

/** Who acts for an affiliate. An owner may invite and remove others. */
export const affiliateUser = pgTable('affiliate_user', {
  id: id(),
  userId: ref().notNull().references(() => accountUser.id, { onDelete: 'cascade' }),
  affiliateId: ref().notNull().references(() => affiliate.id),
  role: text().$type<'owner' | 'member'>().notNull(),
  createdAt: moment().notNull(),
}, (t) => [uniqueIndex().on(t.userId, t.affiliateId), index().on(t.affiliateId)]);

/** An invitation to act for an affiliate; the token is kept as SHA-256 only. */
export const affiliateInvite = pgTable('affiliate_invite', {
  id: id(),
  affiliateId: ref().notNull().references(() => affiliate.id),
  email: text().notNull(),
  tokenHash: text().notNull().unique(),
  createdBy: text().notNull(),
  createdAt: moment().notNull(),
  expiresAt: moment().notNull(),
  acceptedAt: moment(),
  revokedAt: moment(),
}, (t) => [index().on(t.affiliateId), index().on(t.expiresAt)]);

/** A one-time link for a member of the staff to set a password; the token is kept as SHA-256 only. */
export const staffInvite = pgTable('staff_invite', {
  id: id(),
  staffId: ref().notNull().references(() => staff.id),
  tokenHash: text().notNull().unique(),
  createdBy: text().notNull(),
  createdAt: moment().notNull(),
  expiresAt: moment().notNull(),
  usedAt: moment(),
}, (t) => [index().on(t.staffId), index().on(t.expiresAt)]);

/** Counters of rate-limiter-flexible, which gives the columns and their order. `expire` is real time in milliseconds. */
export const rateLimit = pgTable('rate_limit', {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: bigint({ mode: 'number' }),
}, (t) => [index().on(t.expire)]);
