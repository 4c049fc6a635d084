import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { rows, ts } from '../db/client.ts';
import type { DeliveryState } from '../db/schema/notices.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import type { NoticeKind } from './kinds.ts';
import type { CauseKind } from './message-rows.ts';

const Input = z.object({
  affiliateId: z.number().int().positive(),
  /** The `next` of the page before. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export interface NoticeEntry {
  noticeId: number;
  kind: NoticeKind;
  permission: string;
  cause: { kind: CauseKind; id: number };
  createdAt: Date;
  /** Business time before which nothing leaves. */
  sendAfter: Date;
  messageId: number;
  readAt: Date | null;
  delivery: { id: number; state: DeliveryState; attempts: number; address: string | null; statedEffectiveAt: Date | null; acceptedAt: Date | null; response: string | null };
}

interface Found {
  noticeId: number;
  kind: NoticeKind;
  permission: string;
  causeKind: CauseKind;
  causeId: number;
  createdMs: number;
  sendMs: number;
  messageId: number;
  readMs: number | null;
  deliveryId: number;
  state: DeliveryState;
  attempts: number;
  address: string | null;
  statedMs: number | null;
  acceptedMs: number | null;
  response: string | null;
}

/** What an affiliate was told, newest first, with where each mail is. The affiliate itself sees a notice from its moment on. */
export async function listNotices(ctx: Ctx, input: z.input<typeof Input>): Promise<{ notices: NoticeEntry[]; next: number | null }> {
  const { affiliateId, before, limit } = parse(Input, input);
  authorize(ctx, 'notices.read', { affiliateId });
  const ms = (column: string) => sql`(extract(epoch from ${sql.raw(column)}) * 1000)::float8`;
  const found = await rows<Found>(ctx.db, sql`
    select n.id as "noticeId", n.kind, n.permission, n.cause_kind as "causeKind", n.cause_id as "causeId", ${ms('n.created_at')} as "createdMs", ${ms('n.send_after')} as "sendMs",
      m.id as "messageId", ${ms('m.read_at')} as "readMs", d.id as "deliveryId", d.state, d.attempts, d.address, ${ms('d.stated_effective_at')} as "statedMs",
      ${ms('d.accepted_at')} as "acceptedMs", d.response
    from notice n join delivery d on d.notice_id = n.id join message m on m.notice_id = n.id
    where n.affiliate_id = ${affiliateId} ${before === undefined ? sql`` : sql`and n.id < ${before}`}
      ${ctx.actor.kind === 'affiliate' ? sql`and n.send_after <= ${ts(ctx.clock.now())}` : sql``}
    order by n.id desc limit ${limit + 1}`);
  const moment = (at: number | null): Date | null => (at === null ? null : new Date(at));
  const notices = found.slice(0, limit).map((each) => ({
    noticeId: each.noticeId,
    kind: each.kind,
    permission: each.permission,
    cause: { kind: each.causeKind, id: each.causeId },
    createdAt: new Date(each.createdMs),
    sendAfter: new Date(each.sendMs),
    messageId: each.messageId,
    readAt: moment(each.readMs),
    delivery: { id: each.deliveryId, state: each.state, attempts: each.attempts, address: each.address, statedEffectiveAt: moment(each.statedMs), acceptedAt: moment(each.acceptedMs), response: each.response },
  }));
  return { notices, next: found.length > limit ? (notices.at(-1)?.noticeId ?? null) : null };
}
