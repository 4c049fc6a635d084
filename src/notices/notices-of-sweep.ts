import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { rows } from '../db/client.ts';
import type { DeliveryState } from '../db/schema/notices.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { type NoticeKind, NOTICE_KINDS } from './kinds.ts';

const Input = z.object({
  sweepId: z.number().int().positive(),
  /** The `next` of the page before. */
  after: z.string().regex(new RegExp(`^\\d{1,16}\\.(${NOTICE_KINDS.join('|')})$`), 'the `next` of the page before').optional(),
  limit: z.number().int().min(0).max(1_000).default(50),
});

export interface NoticeRow {
  noticeId: number;
  deliveryId: number;
  affiliateId: number;
  memberId: string;
  kind: NoticeKind;
  state: DeliveryState;
  attempts: number;
  address: string | null;
  messageId: string | null;
  statedEffectiveAt: Date | null;
  acceptedAt: Date | null;
  response: string | null;
}

export interface SweepNotices {
  counts: { kind: NoticeKind; state: DeliveryState; count: number }[];
  rows: NoticeRow[];
  next: string | null;
}

/** Where the mails of a sweep stand: counts by kind and state, and a page of rows by affiliate. `limit: 0` gives the counts alone. */
export async function noticesOfSweep(ctx: Ctx, input: z.input<typeof Input>): Promise<SweepNotices> {
  authorize(ctx, 'notices.read');
  const { sweepId, after, limit } = parse(Input, input);
  const of = sql`n.cause_kind = 'sweep' and n.cause_id = ${sweepId}`;
  const counts = await rows<SweepNotices['counts'][number]>(ctx.db, sql`
    select n.kind, d.state, count(*)::int as count from notice n join delivery d on d.notice_id = n.id where ${of} group by 1, 2 order by 1, 2`);
  if (limit === 0) return { counts, rows: [], next: null };
  const [affiliateId, kind] = after?.split('.') ?? ['0', ''];
  const found = await rows<Omit<NoticeRow, 'statedEffectiveAt' | 'acceptedAt'> & { statedMs: number | null; acceptedMs: number | null }>(ctx.db, sql`
    select n.id as "noticeId", d.id as "deliveryId", n.affiliate_id as "affiliateId", a.member_id as "memberId", n.kind, d.state, d.attempts, d.address,
      d.message_id as "messageId", d.response,
      (extract(epoch from d.stated_effective_at) * 1000)::float8 as "statedMs", (extract(epoch from d.accepted_at) * 1000)::float8 as "acceptedMs"
    from notice n join delivery d on d.notice_id = n.id join affiliate a on a.id = n.affiliate_id
    where ${of} and (n.affiliate_id, n.kind) > (${Number(affiliateId)}::int8, ${kind}::text)
    order by n.affiliate_id, n.kind limit ${limit + 1}`);
  const page = found.slice(0, limit).map(({ statedMs, acceptedMs, ...each }) => ({ ...each, statedEffectiveAt: moment(statedMs), acceptedAt: moment(acceptedMs) }));
  const last = page[page.length - 1];
  return { counts, rows: page, next: found.length > limit && last ? `${last.affiliateId}.${last.kind}` : null };
}

function moment(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
