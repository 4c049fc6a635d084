import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row, ts } from '../db/client.ts';
import type { DeliveryState } from '../db/schema/notices.ts';
import { type AsOf, cachedFigure, KEEP_MS } from '../lib/cached-figure.ts';
import type { Ctx } from '../lib/ctx.ts';

const MAX_AGE_MS = 15_000;
const DAY_MS = 86_400_000;

export type DeliveryTotals = Record<DeliveryState, number>;

export interface DeliveryFigures {
  /** Mails of notices written in the last 24 hours of business time, by where they are. */
  lastDay: DeliveryTotals;
  /** Of any age: what a person has to settle (bounced, unknown), and what is tried again. */
  unsettled: { bounced: number; unknown: number; deferred: number };
}

const NONE: DeliveryTotals = { pending: 0, claimed: 0, sending: 0, accepted: 0, deferred: 0, bounced: 0, unknown: 0, withdrawn: 0 };

/** Where mails are. Counted anew in the background when older than 5 s; `asOf` says when. */
export async function deliveryCounts(ctx: Ctx): Promise<AsOf<DeliveryFigures>> {
  authorize(ctx, 'notices.read');
  return cachedFigure(ctx.deps, 'deliveries', MAX_AGE_MS, async () => {
    const since = new Date(ctx.clock.now().getTime() - DAY_MS);
    // Notices are written in the order of business time: the first one of the day is found by halving, without an index on it.
    const counted = await row<{ states: Partial<DeliveryTotals>; unsettled: DeliveryFigures['unsettled'] }>(ctx.deps.db, sql`
      with recursive halving as (
        select coalesce((select id from notice order by id limit 1), 0) as lo, coalesce((select id from notice order by id desc limit 1), 0) + 1 as hi
        union all
        select case when probe.created_at < ${ts(since)} then probe.id + 1 else h.lo end, case when probe.created_at < ${ts(since)} then h.hi else (h.lo + h.hi) / 2 end
        from halving h
        left join lateral (select n.id, n.created_at from notice n where n.id >= (h.lo + h.hi) / 2 and n.id < h.hi order by n.id limit 1) probe on true
        where h.lo < h.hi
      )
      select coalesce((select jsonb_object_agg(state, n) from (
          select d.state, count(*)::int as n from delivery d where d.notice_id >= (select lo from halving where lo >= hi limit 1) group by d.state) s), '{}') as states,
        jsonb_build_object('bounced', (select count(*) from delivery where state = 'bounced'), 'unknown', (select count(*) from delivery where state = 'unknown'),
          'deferred', (select count(*) from delivery where state = 'deferred')) as unsettled`);
    return { lastDay: { ...NONE, ...counted?.states }, unsettled: counted?.unsettled ?? { bounced: 0, unknown: 0, deferred: 0 } };
  }, KEEP_MS);
}
