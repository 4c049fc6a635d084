import { and, eq } from 'drizzle-orm';
import type { Executor } from '../db/client.ts';
import { fact, standing, standingEvent } from '../db/schema/index.ts';
import { authorize } from '../auth/index.ts';
import { FACT_NAMES, FACTS, type FactValues } from '../facts/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { evaluate, type Evaluation } from './evaluate.ts';
import { applyEvent, atMoment, type StandingState } from './apply-event.ts';
import type { PolicyVersion } from './publish-policy.ts';

/** Where one affiliate stands on each permission, as of the clock's present. */
export async function standingOf(ctx: Ctx, affiliateId: number): Promise<({ permission: string } & StandingState)[]> {
  authorize(ctx, 'standing.check', { affiliateId });
  const found = await ctx.db.select().from(standing).where(eq(standing.affiliateId, affiliateId)).orderBy(standing.permission);
  return found.map((s) => ({
    permission: s.permission,
    ...atMoment(
      { state: s.state, since: s.since, lastEventId: s.lastEventId, pendingSweepId: s.pendingSweepId, closing: s.closingEventId !== null && s.closesAt ? { eventId: s.closingEventId, at: s.closesAt } : null },
      ctx.clock.now(),
    ),
  }));
}

/** The standing as the ledger alone gives it: what the table `standing` must agree with. */
export async function foldLedger(db: Executor, affiliateId: number, permission: string): Promise<StandingState | null> {
  const events = await db
    .select()
    .from(standingEvent)
    .where(and(eq(standingEvent.affiliateId, affiliateId), eq(standingEvent.permission, permission)))
    .orderBy(standingEvent.id);
  return events.reduce<StandingState | null>((state, event) => applyEvent(state && atMoment(state, event.recordedAt), event), null);
}

/** The facts of one affiliate by name. Unknown is null. */
export async function factValues(db: Executor, affiliateId: number, at: Date): Promise<FactValues> {
  const [found] = await db.select().from(fact).where(eq(fact.affiliateId, affiliateId));
  const byColumn: Record<string, number | Date | null> = {};
  for (const [key, value] of Object.entries(found ?? {})) byColumn[key.replace(/[A-Z]|(?<=[a-z])\d+/g, (c) => `_${c.toLowerCase()}`)] = value;
  const values: FactValues = {};
  for (const name of FACT_NAMES) {
    const value = byColumn[FACTS[name].column] ?? null;
    values[name] = value instanceof Date ? Math.floor((at.getTime() - value.getTime()) / 86_400_000) : value;
  }
  return values;
}

/** What a policy says of one affiliate now. */
export async function evaluateAffiliate(ctx: Ctx, affiliateId: number, policy: PolicyVersion, db: Executor = ctx.db): Promise<Evaluation> {
  return evaluate(policy.definition, await factValues(db, affiliateId, ctx.clock.now()));
}
