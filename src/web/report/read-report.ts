import { assessmentAt, latestAssessment, type Report, scoreHistory } from '../../crawl/index.ts';
import type { Ctx } from '../../lib/ctx.ts';
import { notFound } from '../../lib/errors.ts';
import { affiliateStandings, type AffiliateStanding, type RequirementNow } from '../../policy/index.ts';
import { getResource, type ResourceView } from '../../records/index.ts';
import { listCases } from '../../reviews/index.ts';
import { findingsOf } from './gravity.ts';
import type { Asked, Change, FullReport } from './types.ts';

const HISTORY = 30;

export interface ReadReport {
  site: ResourceView;
  /** null before the first visit, and for kinds that are not visited. */
  full: FullReport | null;
}

/** The latest report on a resource, or an earlier one of it. @throws NOT_FOUND, also for another's and for another resource's report. */
export async function readReport(ctx: Ctx, resourceId: number, assessmentId?: number): Promise<ReadReport> {
  const site = await getResource(ctx, resourceId);
  const report = assessmentId === undefined ? await latestAssessment(ctx, resourceId) : await assessmentAt(ctx, assessmentId);
  if (report && report.resourceId !== resourceId) throw notFound('report', report.id);
  if (!report) return { site, full: null };
  const [points, asked] = await Promise.all([scoreHistory(ctx, { resourceId, limit: HISTORY }), askedOf(ctx, site.affiliateId)]);
  const history = points.filter((point) => point.assessmentId <= report.id);
  const before = history[1];
  const newest = points[0]?.assessmentId ?? report.id;
  return {
    site,
    full: {
      report,
      name: String(site.fields.name ?? site.host ?? site.url),
      proved: site.verifiedAt !== null,
      findings: findingsOf(report.violations),
      history,
      change: before ? changeBetween(await assessmentAt(ctx, before.assessmentId), report) : null,
      asked,
      newerId: newest === report.id ? null : newest,
      userAgent: ctx.deps.config.CRAWL_USER_AGENT,
    },
  };
}

/** Which permissions look at scores or are at stake, those at stake first. */
async function askedOf(ctx: Ctx, affiliateId: number): Promise<Asked[]> {
  const standings = (await affiliateStandings(ctx, affiliateId)).filter(({ state }) => state !== 'never');
  const open = standings.length > 0 ? await listCases(ctx, { affiliateId, state: 'open' }) : [];
  return standings
    .map((standing): Asked => ({
      permission: standing.permission,
      value: scoreAsked(standing)?.threshold ?? null,
      provedOnly: scoreAsked(standing)?.fact === 'best_verified_score',
      state: standing.pendingSweepId !== null ? 'closing' : standing.state === 'closed' ? 'closed' : 'held',
      caseId: open.find((each) => each.permission === standing.permission)?.id ?? null,
    }))
    .sort((a, b) => Number(a.state === 'held') - Number(b.state === 'held'));
}

function scoreAsked({ requirements }: AffiliateStanding): RequirementNow | undefined {
  return requirements.find(({ fact, operator }) => /_score$/.test(fact) && (operator === 'gte' || operator === 'gt'));
}

/** Nothing is called repaired by a visit that could read nothing. */
export function changeBetween(before: Pick<Report, 'violations'>, after: Pick<Report, 'violations' | 'score'>): Change {
  const titles = (of: Pick<Report, 'violations'>, without: Pick<Report, 'violations'>) => of.violations.filter(({ code }) => !without.violations.some((each) => each.code === code)).map(({ title }) => title);
  return { fresh: titles(after, before), gone: after.score === null ? [] : titles(before, after) };
}
