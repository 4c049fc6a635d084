import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row, type Tx, ts } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { decisionsSql, rowHashSql } from './plan-sql.ts';
import { policyById } from './read-policies.ts';
import { findSweep, type PlanTotals, type Sweep } from './sweep-rows.ts';

/**
 * Makes the plan of a requested sweep: one REPEATABLE READ insert-select over everybody, hashed. All or nothing: a crash
 * leaves the sweep `planning`, and it is planned again. Returns undefined when another process is at it or it is done.
 */
export async function planSweep(ctx: Ctx, sweepId: number): Promise<Sweep | undefined> {
  authorize(ctx, 'sweep.plan');
  return ctx.db.transaction(
    async (tx) => {
      const sweep = await findSweep(tx, sweepId, 'skip');
      if (sweep?.state !== 'planning') return undefined;
      const policy = await policyById(tx, sweep.policyVersionId);
      const asOf = ctx.clock.now();
      await tx.execute(sql`
        insert into sweep_item (sweep_id, affiliate_id, decision, from_state, reasons, facts, best_score, row_hash)
        select ${sweepId}, d.affiliate_id, d.decision, d.from_state, d.reasons, d.facts, d.best_score, ${rowHashSql('d', sweepId)}
        from (${decisionsSql({ definition: policy.definition, permission: sweep.permission, at: asOf })}) d`);
      await tx.execute(sql`update sweep set facts_as_of = ${ts(asOf)} where id = ${sweepId}`);
      const planHash = await planHashOf(tx, sweepId);
      const totals = await totalsOf(tx, sweepId);
      await tx.execute(sql`
        update sweep set state = 'planned', plan_hash = ${planHash}, totals = ${JSON.stringify(totals)}::jsonb
        where id = ${sweepId}`);
      await audit(tx, ctx, { action: 'sweep.planned', subject: { kind: 'sweep', id: sweepId }, after: { planHash, close: totals.close, grant: totals.grant, keep: totals.keep, none: totals.none } });
      return findSweep(tx, sweepId);
    },
    { isolationLevel: 'repeatable read' },
  );
}

/**
 * The hash of a plan: over the policy version, the notice period, the moment of the notices, the moment of the facts, and
 * all rows in order of affiliate. An approval is bound to it.
 */
export async function planHashOf(tx: Tx, sweepId: number): Promise<string> {
  const hashed = await row<{ hash: string }>(tx, sql`
    select encode(sha256(
      convert_to(concat_ws('|', w.id, w.permission, w.policy_version_id, w.notice_days, coalesce(extract(epoch from w.announce_at)::text, '-'), extract(epoch from w.facts_as_of)), 'UTF8')
      || coalesce((select string_agg(row_hash, ''::bytea order by affiliate_id) from sweep_item where sweep_id = w.id), ''::bytea)), 'hex') as hash
    from sweep w where w.id = ${sweepId}`);
  return hashed?.hash ?? '';
}

async function totalsOf(tx: Tx, sweepId: number): Promise<PlanTotals> {
  const counted = await row<PlanTotals>(tx, sql`
    with item as (select decision, reasons, best_score from sweep_item where sweep_id = ${sweepId}),
    bucket as (
      select case when best_score is null then null else least(floor(best_score / 10)::int, 9) * 10 end as "from",
        count(*)::int as affiliates, (count(*) filter (where decision = 'close'))::int as close
      from item group by 1),
    reason as (select r, count(*)::int as n from item, unnest(reasons) r where decision = 'close' group by r)
    select (select count(*) from item)::int as affiliates,
      (select count(*) from item where decision = 'close')::int as close,
      (select count(*) from item where decision = 'grant')::int as "grant",
      (select count(*) from item where decision = 'keep')::int as keep,
      (select count(*) from item where decision = 'none')::int as none,
      (select coalesce(jsonb_object_agg(r, n order by r), '{}') from reason) as "byReason",
      (select coalesce(jsonb_agg(to_jsonb(b) order by b."from" nulls first), '[]') from bucket b) as histogram`);
  return counted ?? { affiliates: 0, close: 0, grant: 0, keep: 0, none: 0, byReason: {}, histogram: [] };
}
