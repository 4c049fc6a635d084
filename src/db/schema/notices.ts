import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment, ref } from './columns.ts';
import { affiliate } from './records.ts';

/** The statement that something will or did change. Exists once per (cause, affiliate, kind). */
export const notice = pgTable('notice', {
  id: id(),
  causeKind: text().$type<'sweep' | 'case' | 'repair' | 'closing'>().notNull(),
  causeId: ref().notNull(),
  affiliateId: ref().notNull().references(() => affiliate.id),
  kind: text().$type<'closing_announced' | 'closed' | 'kept' | 'withdrawn' | 'reopened'>().notNull(),
  permission: text().notNull(),
  /** What the templates are handed: failed requirements with values, dates as ISO moments, counts. */
  payload: jsonb().notNull(),
  createdAt: moment().notNull(),
  /** Business time before which nothing leaves and no message shows. */
  sendAfter: moment().notNull(),
}, (t) => [
  uniqueIndex('notice_once').on(t.causeKind, t.causeId, t.affiliateId, t.kind),
  index().on(t.affiliateId, t.id),
]);

/** `withdrawn`: what it announced was taken back before it left. */
export const DELIVERY_STATES = ['pending', 'claimed', 'sending', 'accepted', 'deferred', 'bounced', 'unknown', 'withdrawn'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One mail of a notice and how far it came. `sending` is committed before the first SMTP byte. */
export const delivery = pgTable('delivery', {
  id: id(),
  noticeId: ref().notNull().unique().references(() => notice.id),
  state: text().$type<DeliveryState>().notNull(),
  attempts: integer().notNull(),
  /** Business time before which it does not leave. */
  sendAfter: moment().notNull(),
  /** Real time: of the next attempt when deferred; of the lease's end when claimed or sending. */
  waitUntil: moment(),
  firstTriedAt: moment(),
  messageId: text().unique(),
  address: text(),
  /** The effective date that the mail on its way states. */
  statedEffectiveAt: moment(),
  acceptedAt: moment(),
  response: text(),
}, (t) => [
  index('delivery_due').on(t.sendAfter, t.id).where(sql`${t.state} in ('pending', 'deferred')`),
  index('delivery_held').on(t.waitUntil).where(sql`${t.state} in ('claimed', 'sending')`),
  index('delivery_unsettled').on(t.state, t.id).where(sql`${t.state} in ('bounced', 'unknown', 'deferred')`),
]);

/** Addresses that a permanent failure has silenced, with a way back. */
export const suppression = pgTable('suppression', {
  address: text().primaryKey(),
  deliveryId: ref().notNull(),
  response: text(),
  since: moment().notNull(),
  liftedAt: moment(),
  liftedBy: text(),
});

/** The notice in the affiliate's message centre; its words are rendered from the notice when it is read. */
export const message = pgTable('message', {
  id: id(),
  noticeId: ref().notNull().unique().references(() => notice.id),
  affiliateId: ref().notNull().references(() => affiliate.id),
  showAfter: moment().notNull(),
  readAt: moment(),
}, (t) => [index().on(t.affiliateId, t.id)]);

/** The pace that all processes share: the real moment from which the next mail may leave. One row a name. */
export const mailPace = pgTable('mail_pace', {
  name: text().primaryKey(),
  freeAt: timestamp({ withTimezone: true }).notNull(),
});
