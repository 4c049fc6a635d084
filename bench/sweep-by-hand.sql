-- What bench/sweep.ts measures itself against: one script written by hand that leaves the same rows as a plan and a run up to
-- the written notices, with the same columns, row hashes, plan hash, totals and indexes, on the same server with the same settings.
-- It runs as the owner in one transaction, without chunks, without looking for drift, without checking anybody again.
-- Loaded by bench/sweep-load.sql; :policy is the id of the published policy version, :at the moment of plan and run.
insert into sweep (permission, policy_version_id, state, notice_days, planned_by, requested_at, facts_as_of, approved_by, approved_at, started_at)
values ('cross_store_settlement', :policy, 'running', 5, 'staff:1', :at, :at, 'staff:2', :at, :at);

insert into sweep_item (sweep_id, affiliate_id, decision, from_state, reasons, facts, best_score, row_hash)
select 1, d.affiliate_id, d.decision, d.from_state, d.reasons, d.facts, d.best_score,
  sha256(convert_to(concat_ws('|', 1, d.affiliate_id, d.decision, d.from_state, array_to_string(d.reasons, ','), d.facts), 'UTF8'))
from (
  select f.affiliate_id, s.state as from_state, f.best_score,
    case when f.best_score < 60 or f.confirmed_stops > 0 then 'close' else 'keep' end as decision,
    array_remove(array[case when f.best_score < 60 then 'low_quality' end, case when f.confirmed_stops > 0 then 'confirmed_violation' end], null) as reasons,
    jsonb_build_object('best_score', f.best_score, 'confirmed_stops', f.confirmed_stops::float8) as facts
  from fact f left join standing s on s.affiliate_id = f.affiliate_id and s.permission = 'cross_store_settlement') d;

update sweep set
  plan_hash = (select encode(sha256(string_agg(row_hash, ''::bytea order by affiliate_id)), 'hex') from sweep_item where sweep_id = 1),
  totals = (select jsonb_build_object('affiliates', count(*), 'close', count(*) filter (where decision = 'close'), 'keep', count(*) filter (where decision = 'keep')) from sweep_item where sweep_id = 1)
where id = 1;

with ev as (
  insert into standing_event (recorded_at, affiliate_id, permission, kind, effective_at, cause_kind, cause_id, reasons, actor)
  select :at, affiliate_id, 'cross_store_settlement', 'closing_announced', :at, 'sweep', 1, reasons, 'system'
  from sweep_item where sweep_id = 1 and decision = 'close' order by affiliate_id
  returning id, affiliate_id)
update standing s set pending_sweep_id = 1, last_event_id = ev.id from ev where s.affiliate_id = ev.affiliate_id and s.permission = 'cross_store_settlement';

with made as (
  insert into notice (cause_kind, cause_id, affiliate_id, kind, permission, payload, created_at, send_after)
  select 'sweep', 1, affiliate_id, 'closing_announced', 'cross_store_settlement',
    jsonb_build_object('policyVersionId', :policy, 'policyVersion', 1, 'noticeDays', 5, 'bestScore', best_score,
      'failed', (select jsonb_agg(jsonb_build_object('code', r, 'actual', facts -> ('{"low_quality":"best_score","confirmed_violation":"confirmed_stops"}'::jsonb ->> r))) from unnest(reasons) r)),
    :at, :at
  from sweep_item where sweep_id = 1 and decision = 'close' order by affiliate_id
  returning id, affiliate_id),
sent as (insert into delivery (notice_id, state, attempts, send_after) select id, 'pending', 0, :at from made order by id)
insert into message (notice_id, affiliate_id, show_after) select id, affiliate_id, :at from made order by id;

update sweep set state = 'announced', finished_at = :at, cursor = (select max(affiliate_id) from sweep_item where decision = 'close') where id = 1;
