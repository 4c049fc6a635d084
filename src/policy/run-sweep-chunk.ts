import { type SQL, sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row, type Tx, ts } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { insertNotices } from '../notices/index.ts';
import { policySql } from './evaluate-sql.ts';
import { type PolicyVersion } from './publish-policy.ts';
import { policyById } from './read-policies.ts';
import { findSweep, type Sweep } from './sweep-rows.ts';

export interface ChunkDone {
  /** True when nothing of the sweep is left to write. */
  finished: boolean;
  announced: number;
  granted: number;
  /** The last affiliate whose rows are written. */
  cursor: number | null;
}

/**
 * Writes the next chunk of a running sweep in one transaction: ledger events, standing, notices with deliveries and
 * messages, and the cursor. Whoever fails nothing any more, or is no longer as the plan found them, is passed over.
 * Undefined when another process holds the sweep or it is not running.
 */
export async function runSweepChunk(ctx: Ctx, sweepId: number): Promise<ChunkDone | undefined> {
  authorize(ctx, 'sweep.run');
  return ctx.db.transaction(async (tx) => {
    const sweep = await findSweep(tx, sweepId, 'skip');
    if (sweep?.state !== 'running') return undefined;
    const next = await row<{ last: number | null }>(tx, sql`
      select max(affiliate_id) as last from (
        select affiliate_id from sweep_item
        where sweep_id = ${sweepId} and decision in ('grant', 'close') and affiliate_id > ${sweep.cursor ?? 0}
        order by affiliate_id limit ${ctx.deps.config.SWEEP_CHUNK}) chunk`);
    const last = next?.last ?? null;
    const now = ctx.clock.now();
    if (last === null) {
      await tx.execute(sql`update sweep set state = 'announced', finished_at = ${ts(now)} where id = ${sweepId}`);
      return { finished: true, announced: 0, granted: 0, cursor: sweep.cursor };
    }
    const policy = await policyById(tx, sweep.policyVersionId);
    // A plan that was just written has no statistics yet, and a nested loop over a chunk is quadratic: every table is read
    // by the chunk's range of affiliates instead, and joined by hash or merge.
    await tx.execute(sql`set local enable_nestloop = off`);
    const range = { after: sweep.cursor ?? 0, upTo: last, now };
    const announced = await announceClosings(tx, ctx, sweep, policy, range);
    const granted = await grantRows(tx, ctx, sweep, policy, range);
    await tx.execute(sql`update sweep set cursor = ${last} where id = ${sweepId}`);
    await audit(tx, ctx, { action: 'sweep.chunk', subject: { kind: 'sweep', id: sweepId }, after: { announced, granted, cursor: last } });
    return { finished: false, announced, granted, cursor: last };
  });
}

interface Range {
  after: number;
  upTo: number;
  now: Date;
}

/** The chunk's range on a table with affiliate_id. */
function within(alias: 'i' | 's' | 'f', range: Range): SQL {
  const column = sql.raw(`${alias}.affiliate_id`);
  return sql`${column} > ${range.after} and ${column} <= ${range.upTo}`;
}

async function announceClosings(tx: Tx, ctx: Ctx, sweep: Sweep, policy: PolicyVersion, range: Range): Promise<number> {
  const check = policySql(policy.definition, range.now);
  await tx.execute(sql`
    with todo as (
      select i.affiliate_id, i.reasons
      from sweep_item i
      join standing s on s.affiliate_id = i.affiliate_id and s.permission = ${sweep.permission}
      join fact f on f.affiliate_id = i.affiliate_id
      where i.sweep_id = ${sweep.id} and i.decision = 'close' and ${within('i', range)}
        and ${within('s', range)} and ${within('f', range)} and s.state = 'granted' and s.pending_sweep_id is null
        and ${check.failed} && i.reasons
      order by i.affiliate_id for update of s
    ), ev as (
      insert into standing_event (recorded_at, affiliate_id, permission, kind, effective_at, cause_kind, cause_id, reasons, actor)
      select ${ts(range.now)}, affiliate_id, ${sweep.permission}, 'closing_announced', ${ts(range.now)}, 'sweep', ${sweep.id}, reasons, ${actorRef(ctx.actor)}
      from todo
      returning id, affiliate_id
    )
    update standing s set pending_sweep_id = ${sweep.id}, last_event_id = ev.id
    from ev where s.affiliate_id = ev.affiliate_id and s.permission = ${sweep.permission} and ${within('s', range)}`);
  const factOf = Object.fromEntries(policy.definition.requirements.map((r) => [r.code, r.fact]));
  return insertNotices(tx, {
    causeKind: 'sweep',
    causeId: sweep.id,
    kind: 'closing_announced',
    permission: sweep.permission,
    createdAt: range.now,
    sendAfter: sweep.announceAt && sweep.announceAt > range.now ? sweep.announceAt : range.now,
    source: sql`
      select i.affiliate_id, jsonb_build_object('policyVersionId', ${policy.id}::bigint, 'policyVersion', ${policy.version}::int, 'noticeDays', ${sweep.noticeDays}::int,
        'bestScore', i.best_score, 'failed', (select jsonb_agg(jsonb_build_object('code', r, 'actual', i.facts -> (${JSON.stringify(factOf)}::jsonb ->> r))) from unnest(i.reasons) r)) as payload
      from sweep_item i
      join standing s on s.affiliate_id = i.affiliate_id and s.permission = ${sweep.permission} and s.pending_sweep_id = ${sweep.id}
      where i.sweep_id = ${sweep.id} and i.decision = 'close' and ${within('i', range)} and ${within('s', range)}`,
  });
}

async function grantRows(tx: Tx, ctx: Ctx, sweep: Sweep, policy: PolicyVersion, range: Range): Promise<number> {
  const check = policySql(policy.definition, range.now);
  await tx.execute(sql`
    with todo as (
      select i.affiliate_id
      from sweep_item i
      join standing s on s.affiliate_id = i.affiliate_id and s.permission = ${sweep.permission}
      join fact f on f.affiliate_id = i.affiliate_id
      where i.sweep_id = ${sweep.id} and i.decision = 'grant' and ${within('i', range)}
        and ${within('s', range)} and ${within('f', range)} and s.state = 'closed' and ${check.passes}
      order by i.affiliate_id for update of s
    ), ev as (
      insert into standing_event (recorded_at, affiliate_id, permission, kind, outcome, effective_at, cause_kind, cause_id, reasons, actor)
      select ${ts(range.now)}, affiliate_id, ${sweep.permission}, 'reopened', 'granted', ${ts(range.now)}, 'sweep', ${sweep.id}, '{}', ${actorRef(ctx.actor)}
      from todo
      returning id, affiliate_id
    )
    update standing s set state = 'granted', since = ${ts(range.now)}, last_event_id = ev.id
    from ev where s.affiliate_id = ev.affiliate_id and s.permission = ${sweep.permission} and ${within('s', range)}`);
  return insertNotices(tx, {
    causeKind: 'sweep',
    causeId: sweep.id,
    kind: 'reopened',
    permission: sweep.permission,
    createdAt: range.now,
    sendAfter: sweep.announceAt && sweep.announceAt > range.now ? sweep.announceAt : range.now,
    source: sql`
      select i.affiliate_id, jsonb_build_object('policyVersionId', ${policy.id}::bigint, 'policyVersion', ${policy.version}::int, 'bestScore', i.best_score, 'effectiveAt', ${range.now.toISOString()}::text, 'failed', '[]'::jsonb) as payload
      from sweep_item i
      join standing s on s.affiliate_id = i.affiliate_id and s.permission = ${sweep.permission}
      join standing_event e on e.id = s.last_event_id and e.cause_kind = 'sweep' and e.cause_id = ${sweep.id} and e.kind = 'reopened'
      where i.sweep_id = ${sweep.id} and i.decision = 'grant' and ${within('i', range)} and ${within('s', range)}`,
  });
}
