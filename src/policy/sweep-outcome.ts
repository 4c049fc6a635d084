import { sql } from 'drizzle-orm';
import { type Db, row } from '../db/client.ts';

/** What became of a sweep's announcements and closings. */
export interface SweepOutcome {
  accepted: number;
  /** Waiting, claimed or just being sent. */
  onTheWay: number;
  deferred: number;
  bounced: number;
  unknown: number;
  /** Taken back before they left. */
  withdrawn: number;
  /** Closings with a date, not in effect yet. */
  scheduled: number;
  /** Whose closing was cancelled since, by a repair or with the sweep. */
  kept: number;
  /** Closings in effect. */
  closed: number;
}

const NONE: SweepOutcome = { accepted: 0, onTheWay: 0, deferred: 0, bounced: 0, unknown: 0, withdrawn: 0, scheduled: 0, kept: 0, closed: 0 };

/** Counts them all: a pass over the sweep's notices. Mails are those that the run itself wrote (announced, opened again). */
export async function sweepOutcome(db: Db, sweepId: number): Promise<SweepOutcome> {
  const counted = await row<SweepOutcome>(db, sql`
    select m.*,
      (select count(*) from standing s where s.pending_sweep_id = ${sweepId} and s.closing_event_id is not null)::int as scheduled,
      (select count(*) from standing_event e where e.cause_kind in ('sweep', 'repair') and e.cause_id = ${sweepId} and e.kind = 'closing_cancelled')::int as kept,
      (select count(*) from notice n where n.cause_kind = 'sweep' and n.cause_id = ${sweepId} and n.kind = 'closed')::int as closed
    from (
      select count(*) filter (where d.state = 'accepted')::int as accepted, count(*) filter (where d.state in ('pending', 'claimed', 'sending'))::int as "onTheWay",
        count(*) filter (where d.state = 'deferred')::int as deferred, count(*) filter (where d.state = 'bounced')::int as bounced,
        count(*) filter (where d.state = 'unknown')::int as unknown, count(*) filter (where d.state = 'withdrawn')::int as withdrawn
      from notice n join delivery d on d.notice_id = n.id
      where n.cause_kind = 'sweep' and n.cause_id = ${sweepId} and n.kind in ('closing_announced', 'reopened')) m`);
  return counted ?? NONE;
}
