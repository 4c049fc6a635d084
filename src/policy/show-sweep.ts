import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { row, rows } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { type Sweep, sweepOrThrow } from './sweep-rows.ts';

/** How far a sweep has come, counted from the ledger and the deliveries. */
export interface SweepStatus extends Sweep {
  progress: {
    /** Rows of the plan that change something. */
    toWrite: number;
    announced: number;
    granted: number;
    /** Announced closings by where they are now. */
    scheduled: number;
    kept: number;
    closed: number;
    deliveries: Record<string, number>;
  };
}

export async function sweepStatus(ctx: Ctx, sweepId: number): Promise<SweepStatus> {
  authorize(ctx, 'sweep.read');
  const sweep = await sweepOrThrow(ctx.db, sweepId);
  const counted = await row<SweepStatus['progress']>(ctx.db, sql`
    select
      (select count(*) from standing_event e where e.cause_kind = 'sweep' and e.cause_id = ${sweepId} and e.kind = 'closing_announced')::int as announced,
      (select count(*) from standing_event e where e.cause_kind = 'sweep' and e.cause_id = ${sweepId} and e.kind = 'reopened')::int as granted,
      (select count(*) from standing s where s.pending_sweep_id = ${sweepId} and s.closing_event_id is not null)::int as scheduled,
      (select count(*) from standing_event e where e.cause_kind in ('sweep', 'repair') and e.cause_id = ${sweepId} and e.kind = 'closing_cancelled')::int as kept,
      (select count(*) from notice n where n.cause_kind = 'sweep' and n.cause_id = ${sweepId} and n.kind = 'closed')::int as closed,
      (select coalesce(jsonb_object_agg(state, n), '{}') from (
        select d.state, count(*)::int as n from notice n join delivery d on d.notice_id = n.id
        where n.cause_kind = 'sweep' and n.cause_id = ${sweepId} and n.kind = 'closing_announced' group by d.state) x) as deliveries`);
  const toWrite = (sweep.totals?.close ?? 0) + (sweep.totals?.grant ?? 0);
  return { ...sweep, progress: { ...(counted ?? { announced: 0, granted: 0, scheduled: 0, kept: 0, closed: 0, deliveries: {} }), toWrite } };
}

export async function listSweeps(ctx: Ctx, input: { before?: number | undefined; limit?: number | undefined } = {}): Promise<Sweep[]> {
  authorize(ctx, 'sweep.read');
  const ids = await rows<{ id: number }>(ctx.db, sql`
    select id from sweep where id < ${input.before ?? Number.MAX_SAFE_INTEGER} order by id desc limit ${Math.min(input.limit ?? 50, 200)}`);
  return Promise.all(ids.map(({ id }) => sweepOrThrow(ctx.db, id)));
}

export const ItemsInput = z.object({
  sweepId: z.number().int().positive(),
  decision: z.enum(['close', 'grant', 'keep', 'none']).optional(),
  /** Affiliate id after which the page begins. */
  after: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(50),
});

export interface SweepItem {
  affiliateId: number;
  memberId: string;
  name: string;
  decision: string;
  fromState: string;
  reasons: string[];
  facts: Record<string, number | null>;
  bestScore: number | null;
}

/** A page of a plan's rows, by affiliate. */
export async function sweepItems(ctx: Ctx, input: z.input<typeof ItemsInput>): Promise<SweepItem[]> {
  authorize(ctx, 'sweep.read');
  const wanted = parse(ItemsInput, input);
  await sweepOrThrow(ctx.db, wanted.sweepId);
  return rows<SweepItem>(ctx.db, sql`
    select i.affiliate_id as "affiliateId", a.member_id as "memberId", a.name, i.decision, i.from_state as "fromState", i.reasons, i.facts, i.best_score as "bestScore"
    from sweep_item i join affiliate a on a.id = i.affiliate_id
    where i.sweep_id = ${wanted.sweepId} and i.affiliate_id > ${wanted.after} ${wanted.decision ? sql`and i.decision = ${wanted.decision}` : sql``}
    order by i.affiliate_id limit ${wanted.limit}`);
}
