import { sql } from 'drizzle-orm';

/** Sites that a notice names; an affiliate with more reads of them in its report. */
const SITES_NAMED = 3;

/**
 * The payload of notice `n` of affiliate `a` with the sites that were judged, read when it is rendered: a sweep writes its
 * notices in bulk and need not look up what only a reader needs.
 */
export const PAYLOAD_WITH_SITES = sql`jsonb_build_object('site', (
  select string_agg(named.url, ' · ' order by named.id) from (
    select r.id, r.url from resource r where r.affiliate_id = a.id and r.kind = 'site' order by r.id limit ${SITES_NAMED}) named)) || n.payload`;
