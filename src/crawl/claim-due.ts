import { sql } from 'drizzle-orm';
import { rows, ts } from '../db/client.ts';
import { nobodyHolds } from '../db/hold.ts';
import type { Ctx } from '../lib/ctx.ts';
import { realNow } from '../lib/real-time.ts';

/** A site to visit, with what its judgement needs. */
export interface DueSite {
  crawlId: number;
  resourceId: number;
  affiliateId: number;
  memberId: string;
  url: string;
  pids: string[];
  /** Codes of stops on it that a person has confirmed. */
  confirmed: string[];
  /** Visits before this one. */
  visits: number;
  /** The visit before was kept out by robots.txt: it is read anew, for the affiliate may have let us in. */
  shutOut: boolean;
}

/** Real seconds after which a visit that said nothing is given to another: far above the limit of one site. */
const LEASE_FACTOR = 10;

/** The lease of a visit that began longer ago than one may last, so that a group which cannot be written is not visited in a circle. */
export function orphanedBefore(ctx: Ctx): Date {
  return new Date(realNow().getTime() + ctx.deps.config.CRAWL_SITE_SECONDS * (LEASE_FACTOR - 1) * 1_000);
}

/** Ends the lease of visits that no live process holds, so that the next claim takes them. Not to be called while holding. */
export async function releaseOrphans(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    with free as materialized (select ${nobodyHolds('crawling')} as ok)
    update crawl set lease_until = '-infinity' from free where free.ok and state = 'running' and lease_until < ${ts(orphanedBefore(ctx))}`);
}

/**
 * Claims sites whose visit is due, and visits whose worker died. The row is held by a lease in real time, so a
 * simulated clock expires none.
 */
export async function claimDue(ctx: Ctx, limit: number): Promise<DueSite[]> {
  const lease = new Date(realNow().getTime() + ctx.deps.config.CRAWL_SITE_SECONDS * LEASE_FACTOR * 1_000);
  const now = ctx.clock.now();
  const ids = await ctx.db.transaction(async (tx) => {
    const retaken = await rows<{ id: number }>(tx, sql`
      update crawl set lease_until = ${ts(lease)}, started_at = ${ts(now)}
      where id in (select id from crawl where state = 'running' and lease_until < ${ts(realNow())} order by lease_until limit ${limit} for update skip locked)
      returning id`);
    const fresh = await rows<{ id: number }>(tx, sql`
      with due as (
        select r.id from resource r
        where r.next_crawl_at <= ${ts(now)} and r.kind = 'site'
          and not exists (select 1 from crawl c where c.resource_id = r.id and c.state = 'running')
        order by r.next_crawl_at, r.id limit ${limit - retaken.length} for update of r skip locked
      ), held as (
        update resource r set next_crawl_at = null from due where r.id = due.id returning r.id
      )
      insert into crawl (resource_id, state, started_at, lease_until)
      select id, 'running', ${ts(now)}, ${ts(lease)} from held
      returning id`);
    return [...retaken, ...fresh].map((c) => c.id);
  });
  if (ids.length === 0) return [];
  return rows<DueSite>(ctx.db, sql`
    select c.id as "crawlId", r.id as "resourceId", r.affiliate_id as "affiliateId", a.member_id as "memberId", r.url,
      array(select p.pid from placement p where p.affiliate_id = r.affiliate_id) as pids,
      array(select o.code from observation o where o.resource_id = r.id and o.state = 'confirmed') as confirmed,
      (select count(*) from crawl d where d.resource_id = r.id and d.state = 'done')::int as visits,
      coalesce((select p.failure = 'robots' from crawl d join page p on p.crawl_id = d.id and p.role = 'home'
        where d.resource_id = r.id and d.state = 'done' order by d.id desc limit 1), false) as "shutOut"
    from crawl c join resource r on r.id = c.resource_id join affiliate a on a.id = r.affiliate_id
    where c.id in ${ids}`);
}
