import { sql } from 'drizzle-orm';
import { type Executor, row, rows } from '../db/client.ts';
import type { SweepState } from '../db/schema/index.ts';
import { notFound } from '../lib/errors.ts';

/** What a plan would do, in numbers. */
export interface PlanTotals {
  affiliates: number;
  close: number;
  grant: number;
  keep: number;
  none: number;
  /** Of the closings, how many fail each requirement (an affiliate can fail several). */
  byReason: Record<string, number>;
  /** All affiliates by best score: ten buckets of 10 points and those never judged. */
  histogram: { from: number | null; affiliates: number; close: number }[];
}

export interface Sweep {
  id: number;
  permission: string;
  policyVersionId: number;
  policyVersion: number;
  state: SweepState;
  noticeDays: number;
  announceAt: Date | null;
  plannedBy: string;
  requestedAt: Date;
  factsAsOf: Date | null;
  planHash: string | null;
  totals: PlanTotals | null;
  approvedBy: string | null;
  approvedAt: Date | null;
  approvedHash: string | null;
  startedAt: Date | null;
  cursor: number | null;
  finishedAt: Date | null;
  cancelledBy: string | null;
  cancelledAt: Date | null;
}

const MOMENTS = ['announceAt', 'requestedAt', 'factsAsOf', 'approvedAt', 'startedAt', 'finishedAt', 'cancelledAt'] as const;

const COLUMNS = sql`w.id, w.permission, w.policy_version_id as "policyVersionId", p.version as "policyVersion", w.state, w.notice_days as "noticeDays",
      w.announce_at as "announceAt", w.planned_by as "plannedBy", w.requested_at as "requestedAt", w.facts_as_of as "factsAsOf",
      w.plan_hash as "planHash", w.totals, w.approved_by as "approvedBy", w.approved_at as "approvedAt", w.approved_hash as "approvedHash",
      w.started_at as "startedAt", w.cursor, w.finished_at as "finishedAt", w.cancelled_by as "cancelledBy", w.cancelled_at as "cancelledAt"`;

/** Reads a sweep. `lock`: 'update' waits for the row, 'skip' hands back undefined when another holds it. */
export async function findSweep(db: Executor, sweepId: number, lock?: 'update' | 'skip'): Promise<Sweep | undefined> {
  const suffix = lock === undefined ? '' : lock === 'update' ? 'for update of w' : 'for update of w skip locked';
  const found = await row<Record<string, unknown>>(db, sql`
    select ${COLUMNS} from sweep w join policy_version p on p.id = w.policy_version_id
    where w.id = ${sweepId} ${sql.raw(suffix)}`);
  return found && toSweep(found);
}

/** The sweeps with ids below `before`, the newest first. */
export async function findSweeps(db: Executor, { before, limit }: { before: number; limit: number }): Promise<Sweep[]> {
  const found = await rows<Record<string, unknown>>(db, sql`
    select ${COLUMNS} from sweep w join policy_version p on p.id = w.policy_version_id where w.id < ${before} order by w.id desc limit ${limit}`);
  return found.map(toSweep);
}

function toSweep(found: Record<string, unknown>): Sweep {
  const moments = MOMENTS.map((name) => [name, found[name] === null ? null : new Date(found[name] as string)] as const);
  return { ...found, ...Object.fromEntries(moments) } as unknown as Sweep;
}

/** As findSweep, or NOT_FOUND. */
export async function sweepOrThrow(db: Executor, sweepId: number, lock?: 'update'): Promise<Sweep> {
  const found = await findSweep(db, sweepId, lock);
  if (!found) throw notFound('sweep', sweepId);
  return found;
}
