import { sql } from 'drizzle-orm';

/**
 * The condition on a case `c` that it can be looked at: every site of the affiliate was visited since it was asked for,
 * no visit is under way (one that began before the question is followed by another, which tells of the repair), and what the visits found was not looked at yet (a case that stays open waits for the next visit or a person).
 */
export const READY = sql`
  c.state = 'open'
  and not exists (
    select 1 from resource r where r.affiliate_id = c.affiliate_id and r.kind = 'site'
      and (r.last_crawled_at is null or r.last_crawled_at < c.asked_at or r.next_crawl_at <= c.asked_at
        or exists (select 1 from crawl k where k.resource_id = r.id and k.state = 'running')))
  and not exists (
    select 1 from case_entry e where e.case_id = c.id and e.kind = 'crawled'
      and e.at >= coalesce((select max(r.last_crawled_at) from resource r where r.affiliate_id = c.affiliate_id and r.kind = 'site'), c.asked_at))`;
