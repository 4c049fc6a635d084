import { type SQL, sql } from 'drizzle-orm';

/**
 * The one definition of every fact: a SELECT over what facts derive from, for the affiliates that `which` lets through
 * (a condition on `a`, the affiliate). A site's score is that of its latest assessment that could be judged: a site that
 * shuts us out keeps its last score, so hiding is neither guilt nor an escape.
 */
export function deriveFacts(which: SQL): SQL {
  return sql`
    select a.id as affiliate_id,
      count(r.id)::int as resources,
      count(r.id) filter (where r.kind = 'site')::int as sites,
      count(r.id) filter (where r.kind = 'site' and r.verified_at is not null)::int as verified_sites,
      count(judged.score)::int as judged_sites,
      count(*) filter (where latest.unverifiable)::int as unverifiable_sites,
      max(judged.score) as best_score,
      percentile_cont(0.5) within group (order by judged.score)::real as median_score,
      min(judged.score) as worst_score,
      max(judged.score) filter (where r.verified_at is not null) as best_verified_score,
      count(*) filter (where judged.icp)::int as icp_sites,
      coalesce((select count(*) from observation o where o.affiliate_id = a.id and o.state = 'confirmed'), 0)::int as confirmed_stops,
      (select count(*) from placement p where p.affiliate_id = a.id)::int as placements,
      min(r.created_at) as first_registered_at
    from affiliate a
    left join resource r on r.affiliate_id = a.id
    left join lateral (
      select s.score, s.signals -> 'icp_number' ->> 'value' is not null as icp
      from assessment s where s.resource_id = r.id and s.score is not null
      order by s.id desc limit 1
    ) judged on true
    left join lateral (
      select s.score is null as unverifiable from assessment s where s.resource_id = r.id order by s.id desc limit 1
    ) latest on true
    where ${which}
    group by a.id`;
}

/** The columns of `fact` in the order of deriveFacts. */
export const FACT_COLUMNS = [
  'affiliate_id', 'resources', 'sites', 'verified_sites', 'judged_sites', 'unverifiable_sites', 'best_score', 'median_score', 'worst_score',
  'best_verified_score', 'icp_sites', 'confirmed_stops', 'placements', 'first_registered_at',
] as const;
