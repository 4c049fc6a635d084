import type { SiteReport } from '../../../crawl/index.ts';
import type { RequirementNow } from '../../../policy/index.ts';
import type { IconName } from '../../ui/index.ts';
import type { WordKey, WordValues } from '../../words/index.ts';

export interface Place {
  href: string;
  label: WordKey;
  values?: WordValues;
  icon: IconName;
}

const REGISTER: Place = { href: '/portal/resources/new', label: 'portal.act.register', icon: 'plus' };
const RESOURCES: Place = { href: '/portal/resources', label: 'portal.act.resources', icon: 'site' };

/** Where a requirement that is not met is repaired; null when only time helps. */
export function placeToAct(fact: RequirementNow['fact'], sites: readonly SiteReport[]): Place | null {
  if (fact === 'registered_days') return null;
  if (fact === 'placements') return RESOURCES;
  const site = siteFor(fact, sites);
  if (!site || fact === 'sites') return REGISTER;
  if ((fact === 'verified_sites' || fact === 'best_verified_score') && !site.verifiedAt) {
    return { href: `/portal/resources/${site.resourceId}/proof`, label: 'portal.act.prove', values: { site: site.name }, icon: 'shield' };
  }
  return { href: `/portal/resources/${site.resourceId}/report`, label: 'portal.act.report', values: { site: site.name }, icon: 'chart' };
}

/** The site on which an effort pays soonest: with the violation, to be proved, the worst when the worst counts, else the best. */
function siteFor(fact: RequirementNow['fact'], sites: readonly SiteReport[]): SiteReport | undefined {
  const byScore = [...sites].sort((a, b) => (b.score ?? -1) - (a.score ?? -1));
  if (fact === 'confirmed_stops') return byScore.find(({ violations }) => violations.some(({ confirmed }) => confirmed)) ?? byScore[0];
  if (fact === 'verified_sites') return byScore.find(({ verifiedAt }) => verifiedAt === null) ?? byScore[0];
  if (fact === 'best_verified_score') return byScore.find(({ verifiedAt }) => verifiedAt !== null) ?? byScore[0];
  if (fact === 'worst_score') return byScore.filter(({ score }) => score !== null).at(-1) ?? byScore[0];
  return byScore[0];
}
