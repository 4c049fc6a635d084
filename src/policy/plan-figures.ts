import { sql } from 'drizzle-orm';
import { rows } from '../db/client.ts';
import { FACTS } from '../facts/index.ts';
import type { Ctx, Deps } from '../lib/ctx.ts';
import { policyById } from './read-policies.ts';
import { BIN, bins, scoreThreshold, type ScoreThreshold } from './score-threshold.ts';
import type { Sweep } from './sweep-rows.ts';

export type Decision = 'close' | 'grant' | 'keep' | 'none';

/** What is counted over all rows of a plan. A plan never changes, so it is counted once a process. */
export interface PlanFigures {
  threshold: ScoreThreshold | null;
  bins: { from: number; to: number; close: number; keep: number; grant: number; none: number }[];
  unknown: { close: number; keep: number; grant: number; none: number };
  /** Rows by decision and reason code. */
  byReason: { decision: Decision; reason: string; affiliates: number }[];
  /** Closings that miss the threshold by less than 5 points. */
  nearMisses: number;
}

/** A plan's figures take some kilobytes. */
const MAX_PLANS = 50;
const cache = new WeakMap<Deps, Map<string, Promise<PlanFigures>>>();
const NONE = { close: 0, keep: 0, grant: 0, none: 0 };

/** The figures of a planned sweep, counted at the first question and remembered by the plan's hash. */
export async function planFigures(ctx: Ctx, sweep: Sweep): Promise<PlanFigures> {
  const known = cache.get(ctx.deps) ?? new Map<string, Promise<PlanFigures>>();
  cache.set(ctx.deps, known);
  const key = `${sweep.id} ${sweep.planHash}`;
  const figures = known.get(key) ?? count(ctx, sweep);
  // Out and in again, so that the least asked for stand first.
  known.delete(key);
  known.set(key, figures);
  const oldest = known.keys().next().value;
  if (known.size > MAX_PLANS && oldest !== undefined) known.delete(oldest);
  figures.catch(() => known.delete(key));
  return figures;
}

async function count(ctx: Ctx, sweep: Sweep): Promise<PlanFigures> {
  const { db } = ctx.deps;
  const threshold = scoreThreshold((await policyById(db, sweep.policyVersionId)).definition);
  const fact = threshold?.fact ?? 'best_score';
  const score = FACTS[fact].column === 'best_score' ? sql`i.best_score` : sql`(i.facts ->> ${fact}::text)::real`;
  const near = threshold ? sql`count(*) filter (where decision = 'close' and score >= ${threshold.value - BIN.points}::real and score < ${threshold.value}::real)` : sql`0`;
  const counted = await rows<{ bin: number | null; decision: Decision; affiliates: number; near: number }>(db, sql`
    select case when score is not null then least(floor(score / ${BIN.points}::real)::int, ${BIN.count - 1}::int) end as bin, decision, count(*)::int as affiliates, (${near})::int as near
    from (select i.decision, ${score} as score from sweep_item i where i.sweep_id = ${sweep.id}) x group by 1, 2`);
  const byReason = await rows<PlanFigures['byReason'][number]>(db, sql`
    select x.decision, r as reason, sum(x.n)::int as affiliates
    from (select i.decision, i.reasons, count(*) as n from sweep_item i where i.sweep_id = ${sweep.id} and cardinality(i.reasons) > 0 group by 1, 2) x, unnest(x.reasons) r
    group by 1, 2 order by 3 desc, 2`);
  const split = new Map<number | null, typeof NONE>();
  for (const { bin, decision, affiliates } of counted) split.set(bin, { ...(split.get(bin) ?? NONE), [decision]: affiliates });
  return {
    threshold,
    bins: bins([...split].map(([bin, by]) => ({ bin, ...by })), NONE),
    unknown: split.get(null) ?? NONE,
    byReason,
    nearMisses: counted.reduce((sum, c) => sum + c.near, 0),
  };
}
