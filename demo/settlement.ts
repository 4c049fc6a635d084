import type { SweepItem } from '../src/policy/index.ts';
import type { People } from './people.ts';
import type { Repair } from './repairs.ts';
import type { Stage } from './stage.ts';
import { demoAffiliates } from './web/index.ts';

export interface ClickChecks {
  asked: number;
  /** Questions whose answer is not the one that the story implies; empty when all agree. */
  wrong: string[];
  granted: number;
  refused: number;
  /** A PID to look at: one that was closed and opened again. */
  sample: string;
}

interface Click {
  pid: string;
  at: string;
  expected: boolean;
}

const BEFORE = ['2013-12-06T18:00:00+08:00', '2013-12-10T23:59:59.999+08:00'];
const AFTER = ['2013-12-11T00:00:00+08:00', '2013-12-12T20:00:00+08:00'];
const PER_GROUP = 40;

/** Asks, as the settlement engine, about clicks of closed, kept, untouched and re-opened affiliates before and after the closing. */
export async function checkClicks(stage: Stage, people: People, closed: readonly SweepItem[], kept: readonly Repair[], reopened: readonly Repair[]): Promise<ClickChecks> {
  const pidOf = new Map(demoAffiliates().map((a) => [a.memberId, a.row.pids.split(';')[0] ?? '']));
  const planned = new Set(closed.map((c) => c.memberId));
  const keptMembers = new Set(kept.map((k) => k.memberId));
  const clicks: Click[] = [];
  const add = (memberId: string, moments: string[], expected: boolean): void => {
    for (const at of moments) clicks.push({ pid: pidOf.get(memberId) ?? '', at, expected });
  };
  const lost = closed.filter((c) => !keptMembers.has(c.memberId)).slice(0, PER_GROUP);
  for (const { memberId } of lost) add(memberId, BEFORE, true);
  for (const { memberId } of lost) add(memberId, AFTER, false);
  for (const { memberId } of kept.slice(0, PER_GROUP)) add(memberId, [...BEFORE, ...AFTER], true);
  for (const memberId of [...pidOf.keys()].filter((m) => !planned.has(m)).slice(0, PER_GROUP)) add(memberId, [...BEFORE, ...AFTER], true);
  for (const { memberId } of reopened) {
    add(memberId, BEFORE, true);
    add(memberId, AFTER, false);
    add(memberId, [stage.clock.now().toISOString()], true);
  }
  const wrong: string[] = [];
  let granted = 0;
  for (const { pid, at, expected } of clicks) {
    const answer = await people.settlement.get<{ granted: boolean; state: string }>(`/permissions/cross_store_settlement/check?pid=${pid}&at=${encodeURIComponent(at)}`);
    if (answer.granted) granted += 1;
    if (answer.granted !== expected) wrong.push(`${pid} at ${at}: ${answer.state}, expected ${expected ? 'granted' : 'closed'}`);
  }
  return { asked: clicks.length, wrong, granted, refused: clicks.length - granted, sample: pidOf.get(reopened[0]?.memberId ?? '') ?? '' };
}
