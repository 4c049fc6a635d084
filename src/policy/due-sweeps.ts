import { sql } from 'drizzle-orm';
import { row, rows, ts } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';

/** Sweeps with work left, by what is to be done with them. */
export async function sweepsAtWork(ctx: Ctx): Promise<{ id: number; state: 'planning' | 'running' | 'cancelling' }[]> {
  return rows(ctx.db, sql`select id, state from sweep where state in ('planning', 'running', 'cancelling') order by id`);
}

export interface ClosingsDue {
  /** A closing has come and the standing does not say so yet. */
  effects: boolean;
  /** A closing is less than ten minutes away: who passes by now must be kept at once. */
  soon: boolean;
  /** Closings are announced and have not taken effect. */
  pending: boolean;
}

export async function closingsDue(ctx: Ctx): Promise<ClosingsDue> {
  const found = await row<ClosingsDue>(ctx.db, sql`
    select exists (select 1 from standing where closes_at <= ${ts(ctx.clock.now())}) as effects,
           exists (select 1 from standing where closes_at > ${ts(ctx.clock.now())} and closes_at <= ${ts(new Date(ctx.clock.now().getTime() + 600_000))}) as soon,
           exists (select 1 from standing where pending_sweep_id is not null) as pending`);
  return found ?? { effects: false, soon: false, pending: false };
}
