import { sql } from 'drizzle-orm';
import { row, rows } from '../db/client.ts';
import { nobodyHolds } from '../db/hold.ts';
import { REAL_NOW } from '../db/real-time.ts';
import type { Ctx } from '../lib/ctx.ts';
import { CLAIM_LEASE_S, ORPHAN_GRACE_S, SENDING_LEASE_S } from './delivery-settings.ts';
import { onlySystem } from './only-system.ts';
import { type Outcome, recordOutcomes } from './record-outcomes.ts';
import { acceptance } from './send-mail.ts';

const CHUNK = 2_000;

interface Held {
  id: number;
  attempts: number;
  messageId: string;
  statedMs: number | null;
  noticeDays: number | null;
}

export interface Reconciled {
  /** Claimed rows whose process is gone: pending again, nothing was sent. */
  released: number;
  /** In the relay's log: accepted at the moment that it names. */
  accepted: number;
  /** Not in the relay's log: pending again. */
  neverSent: number;
  /** The relay cannot tell, or took it too late for the date it states: for a person. */
  unknown: number;
}

/**
 * Settles rows whose process is gone or whose lease is over, by asking the relay's log; nothing is ever resent blindly.
 * Safe to run anywhere, any time: while a process delivers, its rows are left alone until their lease is over.
 */
export async function reconcileSending(ctx: Ctx): Promise<Reconciled> {
  onlySystem(ctx, 'notices.reconcile');
  // Whoever begins to deliver after this moment claims with later leases than those that are looked at.
  const looked = await row<{ orphaned: boolean; at: string }>(ctx.db, sql`select ${nobodyHolds('delivering')} as orphaned, ${REAL_NOW}::text as at`);
  const orphaned = looked?.orphaned ?? false;
  const at = sql`${looked?.at ?? '-infinity'}::timestamptz`;
  const claimOver = orphaned ? sql`${at} + ${CLAIM_LEASE_S - ORPHAN_GRACE_S} * interval '1 second'` : at;
  const sendingOver = orphaned ? sql`case when d.response is null then ${at} + ${SENDING_LEASE_S - ORPHAN_GRACE_S} * interval '1 second' else ${at} end` : at;
  const released = await row<{ count: number }>(ctx.db, sql`
    with released as (update delivery set state = 'pending', wait_until = null where state = 'claimed' and wait_until <= ${claimOver} returning id)
    select count(*)::int as count from released`);
  const result: Reconciled = { released: released?.count ?? 0, accepted: 0, neverSent: 0, unknown: 0 };
  for (let after = 0; ; ) {
    const held = await rows<Held>(ctx.db, sql`
      select d.id, d.attempts, d.message_id as "messageId", (extract(epoch from d.stated_effective_at) * 1000)::float8 as "statedMs", (n.payload->>'noticeDays')::int as "noticeDays"
      from delivery d join notice n on n.id = d.notice_id
      where d.state = 'sending' and d.wait_until <= ${sendingOver} and d.id > ${after}
      order by d.id limit ${CHUNK}`);
    const last = held[held.length - 1];
    if (!last) return result;
    after = last.id;
    const log = await ctx.deps.relayLog.lookup(held.map((each) => each.messageId));
    const outcomes = held.map((each) => settle(each, log));
    await recordOutcomes(ctx, outcomes);
    for (const { state } of outcomes) {
      if (state === 'accepted') result.accepted += 1;
      else if (state === 'pending') result.neverSent += 1;
      else result.unknown += 1;
    }
  }
}

function settle(held: Held, log: ReadonlyMap<string, Date> | null): Outcome {
  const base = { id: held.id, attempts: held.attempts };
  if (log === null) return { ...base, state: 'unknown', response: 'the connection or the process ended before the relay had answered, and this relay keeps no log that can be asked' };
  const acceptedAt = log.get(held.messageId);
  if (!acceptedAt) return { ...base, state: 'pending', response: 'not in the log of the relay: it never took it' };
  const stated = held.statedMs === null ? null : new Date(held.statedMs);
  return acceptance({ delivery: held, stated, noticeDays: held.noticeDays }, held.attempts, acceptedAt, 'found in the log of the relay');
}
