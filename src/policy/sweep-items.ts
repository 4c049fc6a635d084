import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { arr, rows } from '../db/client.ts';
import type { Ctx, Deps } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { planFigures } from './plan-figures.ts';
import { type Sweep, sweepOrThrow } from './sweep-rows.ts';

export const ItemsInput = z.object({
  sweepId: z.number().int().positive(),
  decision: z.enum(['close', 'grant', 'keep', 'none']).optional(),
  /** A reason code: only rows that fail this requirement. */
  reason: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/, 'a reason code').optional(),
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

/** Fewer rows than this are looked for once and remembered; of more, a page of a large plan is found in few steps. */
const FEW = 5_000;
const MAX_LISTS = 100;
const lists = new WeakMap<Deps, Map<string, Promise<number[]>>>();

/** A page of a plan's rows, by affiliate. */
export async function sweepItems(ctx: Ctx, input: z.input<typeof ItemsInput>): Promise<SweepItem[]> {
  authorize(ctx, 'sweep.read');
  const wanted = parse(ItemsInput, input);
  const sweep = await sweepOrThrow(ctx.db, wanted.sweepId);
  if (sweep.planHash === null) return [];
  // The words are our own, and written out: a partial index is not used for a parameter.
  const which = sql`i.sweep_id = ${sweep.id} and i.affiliate_id > ${wanted.after}
    ${wanted.decision ? sql.raw(`and i.decision = '${wanted.decision}'`) : sql``} ${wanted.reason ? sql`and ${wanted.reason} = any(i.reasons)` : sql``}`;
  const few = (await countOf(ctx, sweep, wanted)) <= FEW ? await remembered(ctx, sweep, wanted) : undefined;
  const ids = few?.filter((id) => id > wanted.after).slice(0, wanted.limit);
  if (ids?.length === 0) return [];
  return rows<SweepItem>(ctx.db, sql`
    select i.affiliate_id as "affiliateId", a.member_id as "memberId", a.name, i.decision, i.from_state as "fromState", i.reasons, i.facts, i.best_score as "bestScore"
    from sweep_item i join affiliate a on a.id = i.affiliate_id
    where ${ids ? sql`i.sweep_id = ${sweep.id} and i.affiliate_id = any(${arr(ids, 'int8')})` : which}
    order by i.affiliate_id limit ${wanted.limit}`);
}

type Filter = Pick<z.output<typeof ItemsInput>, 'decision' | 'reason'>;

/** How many rows a filter lets through; known without counting, but for reasons. */
async function countOf(ctx: Ctx, sweep: Sweep, { decision, reason }: Filter): Promise<number> {
  if (reason === undefined) return sweep.totals?.[decision ?? 'affiliates'] ?? 0;
  const { byReason } = await planFigures(ctx, sweep);
  return byReason.filter((r) => r.reason === reason && (decision === undefined || r.decision === decision)).reduce((sum, r) => sum + r.affiliates, 0);
}

/** All affiliates behind a filter that lets few through: a plan is immutable, so they are looked for once a process. */
function remembered(ctx: Ctx, sweep: Sweep, { decision, reason }: Filter): Promise<number[]> {
  const known = lists.get(ctx.deps) ?? new Map<string, Promise<number[]>>();
  lists.set(ctx.deps, known);
  const key = `${sweep.id} ${sweep.planHash} ${decision ?? ''} ${reason ?? ''}`;
  const found = known.get(key) ?? find();
  known.delete(key);
  known.set(key, found);
  const oldest = known.keys().next().value;
  if (known.size > MAX_LISTS && oldest !== undefined) known.delete(oldest);
  found.catch(() => known.delete(key));
  return found;

  async function find(): Promise<number[]> {
    const ids = await rows<{ id: number }>(ctx.deps.db, sql`
      select i.affiliate_id as id from sweep_item i where i.sweep_id = ${sweep.id}
        ${decision ? sql.raw(`and i.decision = '${decision}'`) : sql``} ${reason ? sql`and ${reason} = any(i.reasons)` : sql``}
      order by 1`);
    return ids.map((each) => each.id);
  }
}
