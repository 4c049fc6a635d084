import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { row, rows, ts } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { PermissionSchema } from './permissions.ts';

/** Standings that one page looks through at most when a score is asked for, and how few scores are read from their own index instead. */
const WINDOW = 10_000;
const NARROW = 2_000;

const score = z.coerce.number('a score from 0 to 100').min(0).max(100);
export const StandingsInput = z.object({
  permission: PermissionSchema,
  /** `pending`: held, with a closing announced; these are among `granted` too. */
  state: z.enum(['granted', 'closed', 'pending']).optional(),
  scoreFrom: score.optional(),
  /** Below, so that ranges of a histogram do not overlap; 100 includes 100. */
  scoreTo: score.optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export interface StandingRow {
  affiliateId: number;
  memberId: string;
  name: string;
  state: 'granted' | 'closed';
  since: Date;
  /** When the closing takes effect, once its notice was accepted. */
  closesAt: Date | null;
  pending: boolean;
  bestScore: number | null;
  sites: number;
  /** Two at most. */
  hosts: string[];
}

export interface StandingPage {
  rows: StandingRow[];
  /** What to give as `after`; null at the end. A page looks through 10,000 standings at most, so it may be short and go on. */
  next: number | null;
}

/** Who stands where on a permission, in order of affiliate. */
export async function listStandings(ctx: Ctx, input: z.input<typeof StandingsInput>): Promise<StandingPage> {
  authorize(ctx, 'policy.read');
  const { permission, state, scoreFrom, scoreTo, after, limit } = parse(StandingsInput, input);
  const now = ts(ctx.clock.now());
  // The words are our own, and written out: a partial index is not used for a parameter.
  const inState = {
    granted: sql`and s.state = 'granted' and (s.closes_at is null or s.closes_at > ${now})`,
    closed: sql`and s.state = 'closed'`,
    pending: sql`and s.pending_sweep_id is not null and (s.closes_at is null or s.closes_at > ${now})`,
    any: sql``,
  }[state ?? 'any'];
  const scored = scoreFrom !== undefined || scoreTo !== undefined;
  const inRange = scored ? sql`f.best_score >= ${scoreFrom ?? 0} and ${(scoreTo ?? 100) >= 100 ? sql`f.best_score <= 100` : sql`f.best_score < ${scoreTo}`}` : sql`true`;
  const narrow = scored ? await row<{ few: boolean }>(ctx.db, sql`select count(*) <= ${NARROW} as few from (select 1 from fact f where ${inRange} limit ${NARROW + 1}) x`) : undefined;
  const walk = scored && narrow?.few === false;
  const candidates = sql`select s.* from standing s where s.permission = ${permission} and s.affiliate_id > ${after} ${inState} order by s.affiliate_id`;
  const seen = walk ? await row<{ last: number | null; full: boolean }>(ctx.db, sql`select max(affiliate_id) as last, count(*) = ${WINDOW} as full from (${candidates} limit ${WINDOW}) x`) : undefined;
  const upTo = seen?.last ?? undefined;
  const found = await rows<Omit<StandingRow, 'since' | 'closesAt'> & { since: string; closesAt: string | null }>(ctx.db, sql`
    select p.*, a.member_id as "memberId", a.name,
      array(select r.host from resource r where r.affiliate_id = p."affiliateId" and r.host is not null order by r.id limit 2) as hosts
    from (
      select s.affiliate_id as "affiliateId", case when s.closes_at <= ${now} then 'closed' else s.state end as state, case when s.closes_at <= ${now} then s.closes_at else s.since end as since,
        case when s.closes_at > ${now} then s.closes_at end as "closesAt", s.pending_sweep_id is not null and (s.closes_at is null or s.closes_at > ${now}) as pending,
        f.best_score as "bestScore", coalesce(f.sites, 0) as sites
      from standing s ${scored ? sql`join` : sql`left join`} fact f on f.affiliate_id = s.affiliate_id
      where s.permission = ${permission} and s.affiliate_id > ${after} ${inState} and ${inRange}
        ${upTo === undefined ? sql`` : sql`and s.affiliate_id <= ${upTo} and f.affiliate_id > ${after} and f.affiliate_id <= ${upTo}`}
      order by s.affiliate_id limit ${limit + 1}) p
    join affiliate a on a.id = p."affiliateId" order by p."affiliateId"`);
  const page = found.slice(0, limit).map((each) => ({ ...each, since: new Date(each.since), closesAt: each.closesAt === null ? null : new Date(each.closesAt) }));
  const next = found.length > limit ? (page.at(-1)?.affiliateId ?? null) : seen?.full ? seen.last : null;
  return { rows: page, next };
}
