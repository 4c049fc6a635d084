import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
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
