import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { rows, type Tx } from '../db/client.ts';
import type { EventKind } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { applyEvent, atMoment, type StandingState } from './apply-event.ts';

const PAGE = 20_000;

export interface StandingVerified {
  standings: number;
  events: number;
  /** Affiliates whose standing is not what the ledger gives, or is in one of the two alone. */
  differing: number[];
}

interface HeldRow {
  affiliateId: number;
  state: 'granted' | 'closed';
  since: string;
  lastEventId: number;
  pendingSweepId: number | null;
  closesAt: string | null;
  closingEventId: number | null;
}

interface EventRow {
  id: number;
  affiliateId: number;
  kind: EventKind;
  outcome: 'granted' | 'closed' | null;
  effectiveAt: string;
  recordedAt: string;
  cancelsId: number | null;
  causeId: number | null;
}

/** Folds the whole ledger of a permission and holds it against the table of standings, a page of affiliates at a time; both as of one snapshot. */
export async function verifyStanding(ctx: Ctx, permission: string): Promise<StandingVerified> {
  authorize(ctx, 'audit.read');
  return ctx.db.transaction((tx) => verify(tx, ctx, permission), { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

async function verify(tx: Tx, ctx: Ctx, permission: string): Promise<StandingVerified> {
  const missing = await rows<{ affiliateId: number }>(tx, sql`
    select distinct e.affiliate_id as "affiliateId" from standing_event e
    where e.permission = ${permission} and not exists (select 1 from standing s where s.affiliate_id = e.affiliate_id and s.permission = e.permission)`);
  const result: StandingVerified = { standings: 0, events: 0, differing: missing.map((m) => m.affiliateId) };
  for (let after = 0; ; ) {
    const held = await rows<HeldRow>(tx, sql`
      select affiliate_id as "affiliateId", state, since, last_event_id as "lastEventId", pending_sweep_id as "pendingSweepId", closes_at as "closesAt", closing_event_id as "closingEventId"
      from standing where permission = ${permission} and affiliate_id > ${after} order by affiliate_id limit ${PAGE}`);
    const last = held.at(-1);
    if (!last) return result;
    const events = await rows<EventRow>(tx, sql`
      select id, affiliate_id as "affiliateId", kind, outcome, effective_at as "effectiveAt", recorded_at as "recordedAt", cancels_id as "cancelsId", cause_id as "causeId"
      from standing_event where permission = ${permission} and affiliate_id > ${after} and affiliate_id <= ${last.affiliateId} order by id`);
    const folded = fold(events);
    for (const row of held) {
      const state = folded.get(row.affiliateId);
      const stored = atMoment(
        { state: row.state, since: new Date(row.since), lastEventId: row.lastEventId, pendingSweepId: row.pendingSweepId, closing: row.closingEventId !== null && row.closesAt ? { eventId: row.closingEventId, at: new Date(row.closesAt) } : null },
        ctx.clock.now(),
      );
      const derived = state && atMoment(state, ctx.clock.now());
      if (!derived || key(derived) !== key(stored)) result.differing.push(row.affiliateId);
    }
    result.standings += held.length;
    result.events += events.length;
    after = last.affiliateId;
  }
}

function fold(events: readonly EventRow[]): Map<number, StandingState> {
  const states = new Map<number, StandingState>();
  for (const row of events) {
    const before = states.get(row.affiliateId) ?? null;
    const event = { ...row, effectiveAt: new Date(row.effectiveAt) };
    const after = applyEvent(before && atMoment(before, new Date(row.recordedAt)), event);
    if (after) states.set(row.affiliateId, after);
  }
  return states;
}

const key = (s: StandingState): string => JSON.stringify([s.state, s.since.getTime(), s.lastEventId, s.pendingSweepId, s.closing?.eventId, s.closing?.at.getTime()]);
