import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row } from '../db/client.ts';
import type { SweepState } from '../db/schema/index.ts';
import { cachedFigure } from '../lib/cached-figure.ts';
import type { Ctx } from '../lib/ctx.ts';
import { type Pace, paceOf } from './sweep-pace.ts';
import { type SweepOutcome, sweepOutcome } from './sweep-outcome.ts';
import { sweepOrThrow } from './sweep-rows.ts';

export interface SweepProgress extends Pace {
  sweepId: number;
  state: SweepState;
  /** Rows of the plan that change something. */
  toWrite: number;
  /** Rows that were written: closings announced and permissions opened. Those that passed meanwhile are passed over. */
  written: number;
  announced: number;
  granted: number;
  /** How far through the plan the run is, 0..1. */
  share: number;
  /** The announcements' mails by where they are, and what became of the closings, as of `asOf`. */
  outcome: SweepOutcome & { asOf: Date };
  /** Mails that have an end: accepted, bounced, unknown, withdrawn. */
  settled: number;
  notices: number;
}

/** Real milliseconds for which the counts over notices are shared, at least. */
const OUTCOME_AGE_MS = 1_000;

/**
 * How far a sweep is, for polling. Each question costs three look-ups: the sweep's row, the two ends of its plan in the
 * index of rows that change something, and the audit rows of its chunks, which say exactly how many rows were written.
 * What is counted over notices is shared by all who ask, and counted again in the background.
 */
export async function sweepProgress(ctx: Ctx, sweepId: number): Promise<SweepProgress> {
  authorize(ctx, 'sweep.read');
  const sweep = await sweepOrThrow(ctx.db, sweepId);
  const ends = await row<{ first: number | null; last: number | null; announced: number; granted: number }>(ctx.db, sql`
    select (select i.affiliate_id from sweep_item i where i.sweep_id = ${sweepId} and i.decision in ('grant', 'close') order by i.affiliate_id limit 1) as first,
      (select i.affiliate_id from sweep_item i where i.sweep_id = ${sweepId} and i.decision in ('grant', 'close') order by i.affiliate_id desc limit 1) as last,
      coalesce(sum((u.after ->> 'announced')::int), 0)::int as announced, coalesce(sum((u.after ->> 'granted')::int), 0)::int as granted
    from audit u where u.subject_kind = 'sweep' and u.subject_id = ${String(sweepId)} and u.action = 'sweep.chunk'`);
  const { first = null, last = null, announced = 0, granted = 0 } = ends ?? {};
  const outcome = await cachedFigure(ctx.deps, `outcome of sweep ${sweepId}`, OUTCOME_AGE_MS, () => sweepOutcome(ctx.deps.db, sweepId));
  const written = announced + granted;
  const settled = outcome.accepted + outcome.bounced + outcome.unknown + outcome.withdrawn;
  const notices = settled + outcome.onTheWay + outcome.deferred;
  const toWrite = (sweep.totals?.close ?? 0) + (sweep.totals?.grant ?? 0);
  const share = shareOf(sweep, first, last);
  // Still to be sent: what waits, and the share of the plan that is not written yet.
  const left = notices - settled + Math.round((1 - share) * (sweep.state === 'running' ? toWrite : 0));
  return { sweepId, state: sweep.state, toWrite, written, announced, granted, share, outcome, settled, notices, ...paceOf(ctx.deps, sweepId, { written, settled, asOf: outcome, left }) };
}

function shareOf(sweep: { state: SweepState; cursor: number | null; finishedAt: Date | null }, first: number | null, last: number | null): number {
  if (sweep.state === 'announced' || sweep.finishedAt !== null) return 1;
  if (sweep.cursor === null || first === null || last === null) return 0;
  return last <= first ? 1 : Math.min(1, Math.max(0, (sweep.cursor - first + 1) / (last - first + 1)));
}
