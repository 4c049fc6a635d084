import type { EventKind } from '../db/schema/index.ts';

/** One event of the ledger, as far as standing depends on it. */
export interface LedgerEvent {
  id: number;
  kind: EventKind;
  outcome: 'granted' | 'closed' | null;
  effectiveAt: Date;
  cancelsId: number | null;
  causeId: number | null;
}

/** Where an affiliate stands on a permission after some events. */
export interface StandingState {
  state: 'granted' | 'closed';
  since: Date;
  lastEventId: number;
  pendingSweepId: number | null;
  closing: { eventId: number; at: Date } | null;
}

/** Takes one event into a standing. Pure and exhaustive; null is "no standing yet". */
export function applyEvent(before: StandingState | null, event: LedgerEvent): StandingState | null {
  switch (event.kind) {
    case 'initial':
      return { state: event.outcome ?? 'closed', since: event.effectiveAt, lastEventId: event.id, pendingSweepId: null, closing: null };
    case 'granted':
    case 'reopened':
      return { state: 'granted', since: before?.state === 'granted' ? before.since : event.effectiveAt, lastEventId: event.id, pendingSweepId: null, closing: null };
    case 'closing_announced':
      return before && { ...before, lastEventId: event.id, pendingSweepId: event.causeId };
    case 'closing_scheduled':
      return before && { ...before, lastEventId: event.id, closing: { eventId: event.id, at: event.effectiveAt } };
    case 'closing_cancelled':
      return before && { ...before, lastEventId: event.id, pendingSweepId: null, closing: null };
  }
}

/** A standing as it is at a moment: a closing whose time has come has closed. */
export function atMoment(standing: StandingState, now: Date): StandingState {
  if (!standing.closing || standing.closing.at > now) return standing;
  return { state: 'closed', since: standing.closing.at, lastEventId: standing.lastEventId, pendingSweepId: null, closing: null };
}
