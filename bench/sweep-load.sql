-- The state before a sweep: :affiliates affiliates with one fact row each, all holding cross_store_settlement.
-- Scores are spread evenly over 20 to 87, so that about 60% fall short of 60.
insert into affiliate (member_id, name, email, locale, created_at)
select (10000000 + n)::text, '推广者' || n, 'member' || n || '@mail.example', 'zh-CN', timestamptz '2013-11-01' from generate_series(1, :affiliates) n;

insert into fact (affiliate_id, resources, sites, verified_sites, judged_sites, unverifiable_sites, best_score, median_score, worst_score,
  best_verified_score, icp_sites, confirmed_stops, placements, first_registered_at)
select id, 1, 1, 1, 1, 0, s.score, s.score, s.score, s.score, 1, 0, 1, timestamptz '2013-11-01'
from affiliate a cross join lateral (select (20 + (a.id * 7919 % 6700) / 100.0)::real as score) s;

with ev as (
  insert into standing_event (recorded_at, affiliate_id, permission, kind, outcome, effective_at, cause_kind, reasons, actor)
  select timestamptz '2013-11-01', id, 'cross_store_settlement', 'initial', 'granted', timestamptz '2013-11-01', 'import', '{}', 'operator' from affiliate
  returning id, affiliate_id)
insert into standing (affiliate_id, permission, state, since, last_event_id)
select affiliate_id, 'cross_store_settlement', 'granted', timestamptz '2013-11-01', id from ev;
