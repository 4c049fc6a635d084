import { sql } from 'drizzle-orm';
import { row } from '../db/client.ts';
import { FACTS, type FactName, type FactValues } from '../facts/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { isAppError } from '../lib/errors.ts';
import { ownAffiliate } from '../records/index.ts';
import type { StandingState } from './apply-event.ts';
import type { Operator, PolicyDefinition } from './definition.ts';
import { holds, type Verdict } from './evaluate.ts';
import { type Permission, PERMISSIONS } from './permissions.ts';
import type { PolicyVersion } from './publish-policy.ts';
import { policyOfSweep, publishedPolicy } from './read-policies.ts';
import { factValues, standingOf } from './standing-of.ts';

type Bilingual = PolicyDefinition['requirements'][number]['title'];

export interface RequirementNow {
  code: string;
  title: Bilingual;
  remedy: Bilingual;
  fact: FactName;
  /** What the fact is called and counted in. */
  factLabel: Bilingual;
  unit: Bilingual;
  operator: Operator;
  threshold: number;
  actual: number | null;
  passes: Verdict;
}

export interface AffiliateStanding {
  permission: Permission;
  state: 'granted' | 'closed' | 'never';
  /** Since when it is so; null for `never`. */
  since: Date | null;
  pendingSweepId: number | null;
  /** When the announcement was or is due to leave; null when no closing is announced. */
  announcedAt: Date | null;
  /** When the closing takes effect: known once the notice was accepted. */
  closesAt: Date | null;
  /** The date that the accepted mail states; null before that. */
  closingStated: Date | null;
  /** Reason codes of the announced closing, or of the one that closed it; empty when neither. */
  reasons: string[];
  /** As the affiliate stands now by the version that applies: the pending sweep's, else the published one. Empty when there is none. */
  requirements: RequirementNow[];
  policyVersion: number | null;
  /** Of all requirements together; null when something is unknown and nothing fails. */
  passes: Verdict;
}

/** Where an affiliate stands on every permission there is, why, and what it lacks now. Another's is NOT_FOUND. */
export async function affiliateStandings(ctx: Ctx, affiliateId: number): Promise<AffiliateStanding[]> {
  await ownAffiliate(ctx, 'standing.check', affiliateId);
  const held = new Map((await standingOf(ctx, affiliateId)).map((s) => [s.permission, s]));
  const facts = await factValues(ctx.db, affiliateId, ctx.clock.now());
  return Promise.all((Object.keys(PERMISSIONS) as Permission[]).map((permission) => one(ctx, affiliateId, permission, held.get(permission), facts)));
}

async function one(ctx: Ctx, affiliateId: number, permission: Permission, standing: StandingState | undefined, facts: FactValues): Promise<AffiliateStanding> {
  const closing = standing && (standing.pendingSweepId !== null || standing.state === 'closed') ? await closingOf(ctx, affiliateId, permission, standing.pendingSweepId) : undefined;
  // To the affiliate a closing is there from the moment on at which everybody is told.
  const hidden = ctx.actor.kind === 'affiliate' && closing !== undefined && closing.announcedAt !== null && closing.announcedAt > ctx.clock.now();
  const pendingSweepId = hidden ? null : (standing?.pendingSweepId ?? null);
  const policy = pendingSweepId === null ? await publishedOrNone(ctx, permission) : await policyOfSweep(ctx.db, pendingSweepId);
  const requirements = (policy?.definition.requirements ?? []).map(({ value, ...requirement }) => {
    const { fact } = requirement;
    const actual = facts[fact] ?? null;
    return { ...requirement, factLabel: FACTS[fact].label, unit: FACTS[fact].unit, threshold: value, actual, passes: holds({ ...requirement, value }, actual) };
  });
  const verdicts = requirements.map((r) => r.passes);
  return {
    permission,
    state: standing?.state ?? 'never',
    since: standing?.since ?? null,
    pendingSweepId,
    announcedAt: pendingSweepId === null ? null : (closing?.announcedAt ?? null),
    closesAt: pendingSweepId === null ? null : (standing?.closing?.at ?? null),
    closingStated: pendingSweepId === null ? null : (closing?.statedAt ?? null),
    reasons: hidden ? [] : (closing?.reasons ?? []),
    requirements,
    policyVersion: policy?.version ?? null,
    passes: verdicts.includes(false) ? false : verdicts.length === 0 || verdicts.includes(null) ? null : true,
  };
}

/** The last closing of an affiliate, announced or in effect, with what its mail stated. */
async function closingOf(ctx: Ctx, affiliateId: number, permission: string, sweepId: number | null) {
  const found = await row<{ reasons: string[]; announcedMs: number | null; statedMs: number | null }>(ctx.db, sql`
    select e.reasons, (extract(epoch from n.send_after) * 1000)::float8 as "announcedMs",
      case when d.state = 'accepted' then (extract(epoch from d.stated_effective_at) * 1000)::float8 end as "statedMs"
    from standing_event e
    left join notice n on n.cause_kind = 'sweep' and n.cause_id = ${sweepId}::int8 and n.affiliate_id = e.affiliate_id and n.kind = 'closing_announced'
    left join delivery d on d.notice_id = n.id
    where e.affiliate_id = ${affiliateId} and e.permission = ${permission} and e.kind in ('closing_announced', 'closing_scheduled')
    order by e.id desc limit 1`);
  if (!found) return undefined;
  const moment = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
  return { reasons: found.reasons, announcedAt: moment(found.announcedMs), statedAt: moment(found.statedMs) };
}

async function publishedOrNone(ctx: Ctx, permission: string): Promise<PolicyVersion | undefined> {
  try {
    return await publishedPolicy(ctx.db, permission);
  } catch (error) {
    if (isAppError(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
}
