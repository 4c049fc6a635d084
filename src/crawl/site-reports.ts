import { sql } from 'drizzle-orm';
import { rows } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import type { ViolationCode, ViolationLevel } from '../quality/index.ts';
import { ownAffiliate } from '../records/index.ts';

/** An affiliate's sites that are told of; of more, the page of its resources tells. */
const MOST = 500;

export interface SiteReport {
  resourceId: number;
  url: string;
  host: string | null;
  name: string;
  kind: 'site';
  verifiedAt: Date | null;
  /** The latest report; null before the first visit. */
  assessmentId: number | null;
  /** The latest score that could be judged, and when: a site that shuts us out keeps it. */
  score: number | null;
  assessedAt: Date | null;
  /** What the latest visit found. */
  violations: { code: ViolationCode; level: ViolationLevel; confirmed: boolean }[];
  /** Why the latest visit could judge nothing; null when it could, or there was none. */
  unverifiable: string | null;
  lastCrawledAt: Date | null;
  /** When the next visit is due; in the past: waiting for its turn. Null while one runs. */
  nextCrawlAt: Date | null;
  visiting: boolean;
}

interface Found extends Omit<SiteReport, 'verifiedAt' | 'assessedAt' | 'lastCrawledAt' | 'nextCrawlAt'> {
  verifiedAt: string | null;
  assessedAt: string | null;
  lastCrawledAt: string | null;
  nextCrawlAt: string | null;
}

/** Every site of an affiliate with its latest judgement, in order of registration. Another's is NOT_FOUND. */
export async function siteReports(ctx: Ctx, affiliateId: number): Promise<SiteReport[]> {
  await ownAffiliate(ctx, 'crawl.read', affiliateId);
  const found = await rows<Found>(ctx.db, sql`
    select r.id as "resourceId", r.url, r.host, r.kind, coalesce(v.fields ->> 'name', r.host, r.url) as name, r.verified_at as "verifiedAt",
      latest.id as "assessmentId", judged.score, judged.assessed_at as "assessedAt",
      coalesce((select jsonb_agg(jsonb_build_object('code', x.code, 'level', x.level, 'confirmed', x.level = 'stop'
          and exists (select 1 from observation o where o.resource_id = r.id and o.code = x.code and o.state = 'confirmed')) order by x.id)
        from violation x where x.assessment_id = latest.id), '[]') as violations,
      case when latest.id is not null and latest.score is null then coalesce((select p.failure from page p where p.crawl_id = latest.crawl_id and p.role = 'home' limit 1), 'unreadable') end as unverifiable,
      r.last_crawled_at as "lastCrawledAt", r.next_crawl_at as "nextCrawlAt",
      exists (select 1 from crawl k where k.resource_id = r.id and k.state = 'running') as visiting
    from (select * from resource where affiliate_id = ${affiliateId} and kind = 'site' order by id limit ${MOST}) r
    left join record_version v on v.resource_id = r.id and v.version = r.current_version
    left join lateral (select s.id, s.crawl_id, s.score from assessment s where s.resource_id = r.id order by s.id desc limit 1) latest on true
    left join lateral (select s.score, s.assessed_at from assessment s where s.resource_id = r.id and s.score is not null order by s.id desc limit 1) judged on true
    order by r.id`);
  const moment = (at: string | null): Date | null => (at === null ? null : new Date(at));
  return found.map((each) => ({ ...each, verifiedAt: moment(each.verifiedAt), assessedAt: moment(each.assessedAt), lastCrawledAt: moment(each.lastCrawledAt), nextCrawlAt: moment(each.nextCrawlAt) }));
}
