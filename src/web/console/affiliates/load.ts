import { type AffiliatePeople, can, listAffiliateUsers } from '../../../auth/index.ts';
import { type SiteReport, siteReports } from '../../../crawl/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { listNotices, type NoticeEntry } from '../../../notices/index.ts';
import { type AffiliateStanding, affiliateStandings, PERMISSIONS } from '../../../policy/index.ts';
import { type AffiliateRow, getAffiliate, listPlacements, listResources, type PlacementPage } from '../../../records/index.ts';
import { type CaseRow, pageCases } from '../../../reviews/index.ts';
import { type Names, namesOf } from '../desk/names.ts';
import { type ReasonTitles, reasonTitles } from '../desk/reasons.ts';
import { refsIn } from './entry-item.tsx';
import type { Merged, Position, TimelineKind } from './merge.ts';
import { type Entry, readTimeline, type Resources } from './timeline.ts';

/** Of each list, how many this page shows; the rest is a page of its own or on the timeline. */
export const SHOWN = { resources: 50, pids: 20, cases: 5, notices: 5, timeline: 30 } as const;

export interface AffiliateView {
  affiliate: AffiliateRow;
  standings: AffiliateStanding[];
  resources: Resources;
  moreResources: boolean;
  sites: ReadonlyMap<number, SiteReport>;
  pids: PlacementPage;
  /** Null for who may not see them. */
  people: AffiliatePeople | null;
  cases: CaseRow[];
  notices: NoticeEntry[];
  timeline: Merged<Entry>;
  names: Names;
  reasons: ReasonTitles;
}

/** Everything about one affiliate. @throws NOT_FOUND. */
export async function loadAffiliate(ctx: Ctx, id: number, { pidsAfter = 0, ...timeline }: { kind?: TimelineKind | undefined; from: Position; pidsAfter?: number | undefined }): Promise<AffiliateView> {
  const affiliate = await getAffiliate(ctx, id);
  const { resources, next } = await listResources(ctx, { affiliateId: id, limit: SHOWN.resources });
  const [standings, sites, pids, people, cases, notices, merged, reasons] = await Promise.all([
    affiliateStandings(ctx, id),
    siteReports(ctx, id),
    listPlacements(ctx, { affiliateId: id, after: pidsAfter, limit: SHOWN.pids }),
    can(ctx.actor, 'affiliates.people', { affiliateId: id }) ? listAffiliateUsers(ctx, { affiliateId: id }) : null,
    pageCases(ctx, { affiliateId: id, limit: SHOWN.cases }),
    listNotices(ctx, { affiliateId: id, limit: SHOWN.notices }),
    readTimeline(ctx, id, resources, { ...timeline, limit: SHOWN.timeline }),
    reasonTitles(ctx, Object.keys(PERMISSIONS)),
  ]);
  return {
    affiliate,
    standings,
    resources,
    moreResources: next !== null,
    sites: new Map(sites.map((site) => [site.resourceId, site])),
    pids,
    people,
    cases: cases.cases,
    notices: notices.notices,
    timeline: merged,
    names: await namesOf(ctx, refsIn(merged.items)),
    reasons,
  };
}
