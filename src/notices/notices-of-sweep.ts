import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { rows } from '../db/client.ts';
import { DELIVERY_STATES, type DeliveryState } from '../db/schema/notices.ts';
import { type AsOf, cachedFigure } from '../lib/cached-figure.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { type NoticeKind, NOTICE_KINDS } from './kinds.ts';

const Input = z.object({
  sweepId: z.number().int().positive(),
  /** The `next` of the page before. */
  after: z.string().regex(new RegExp(`^\\d{1,16}\\.(${NOTICE_KINDS.join('|')})$`), 'the `next` of the page before').optional(),
  limit: z.number().int().min(0).max(1_000).default(50),
  state: z.enum(DELIVERY_STATES).optional(),
});
/** A page shows counts that are this old at most, in ms: they cost a look at every notice of the sweep. */
const COUNTS_AGE_MS = 2_000;

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

/** Where the mails of a sweep stand: exact counts by kind and state, and a page of rows by affiliate. `limit: 0` gives the counts alone. */
export async function noticesOfSweep(ctx: Ctx, input: z.input<typeof Input>): Promise<SweepNotices> {
  authorize(ctx, 'notices.read');
  const given = parse(Input, input);
  const { counts } = await countsOf(ctx, given.sweepId);
  return { counts, ...(given.limit === 0 ? { rows: [], next: null } : await pageOf(ctx, given)) };
}

/** The same for a page: of one state when given, with counts that may be two seconds old. */
export async function sweepNoticesPage(ctx: Ctx, input: z.input<typeof Input>): Promise<AsOf<SweepNotices>> {
  authorize(ctx, 'notices.read');
  const given = parse(Input, input);
  const counted = await cachedFigure(ctx.deps, `sweep-notices ${given.sweepId}`, COUNTS_AGE_MS, () => countsOf(ctx, given.sweepId));
  return { ...counted, ...(await pageOf(ctx, given)) };
}

const ofSweep = (sweepId: number): SQL => sql`n.cause_kind = 'sweep' and n.cause_id = ${sweepId}`;

async function countsOf(ctx: Ctx, sweepId: number): Promise<Pick<SweepNotices, 'counts'>> {
  const counts = await rows<SweepNotices['counts'][number]>(ctx.db, sql`
    select n.kind, d.state, count(*)::int as count from notice n join delivery d on d.notice_id = n.id where ${ofSweep(sweepId)} group by 1, 2 order by 1, 2`);
  return { counts };
}

async function pageOf(ctx: Ctx, { sweepId, after, limit, state }: z.output<typeof Input>): Promise<Omit<SweepNotices, 'counts'>> {
  const [affiliateId, kind] = after?.split('.') ?? ['0', ''];
  const found = await rows<Omit<NoticeRow, 'statedEffectiveAt' | 'acceptedAt'> & { statedMs: number | null; acceptedMs: number | null }>(ctx.db, sql`
    select n.id as "noticeId", d.id as "deliveryId", n.affiliate_id as "affiliateId", a.member_id as "memberId", n.kind, d.state, d.attempts, d.address,
      d.message_id as "messageId", d.response,
      (extract(epoch from d.stated_effective_at) * 1000)::float8 as "statedMs", (extract(epoch from d.accepted_at) * 1000)::float8 as "acceptedMs"
    from notice n join delivery d on d.notice_id = n.id join affiliate a on a.id = n.affiliate_id
    -- The state is one of ours and written out: as a parameter it could not use the index of unsettled deliveries.
    where ${ofSweep(sweepId)} and (n.affiliate_id, n.kind) > (${Number(affiliateId)}::int8, ${kind}::text) ${state === undefined ? sql`` : sql.raw(`and d.state = '${state}'`)}
    order by n.affiliate_id, n.kind limit ${limit + 1}`);
  const page = found.slice(0, limit).map(({ statedMs, acceptedMs, ...each }) => ({ ...each, statedEffectiveAt: moment(statedMs), acceptedAt: moment(acceptedMs) }));
  const last = page[page.length - 1];
  return { rows: page, next: found.length > limit && last ? `${last.affiliateId}.${last.kind}` : null };
}

function moment(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
