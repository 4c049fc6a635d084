import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { createStaff } from '../../src/auth/index.ts';
import { arr, type Db, row, rows, ts } from '../../src/db/client.ts';
import { refreshFacts } from '../../src/facts/index.ts';
import { SimulatedClock } from '../../src/lib/clock.ts';
import { type Actor, type Ctx, type Deps, makeCtx, type Role } from '../../src/lib/ctx.ts';
import { approveSweep, declareInitialStanding, planSweep, publishPolicy, requestPlan, type Sweep, startSweep } from '../../src/policy/index.ts';
import type { TestDb } from '../helpers/db.ts';
import { makeTestDeps, type TestDeps } from '../helpers/deps.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';
import { MemoryRelay } from '../notices/scene.ts';

export const PERMISSION = 'cross_store_settlement';
export const says = (text: string) => ({ 'zh-CN': text, en: text });
export const BAR = { fact: 'best_score', operator: 'gte', value: 60, code: 'low_quality', title: says('bar'), remedy: says('improve') } as const;

export interface Scene {
  deps: TestDeps;
  relay: MemoryRelay;
  author: Ctx;
  approver: Ctx;
  system: Ctx;
  operator: Ctx;
  as(actor: Actor): Ctx;
}

/** The verbs with a relay in memory and a clock that stands at noon of 6 December 2013 (or `start`); sweeps run in chunks of 100. */
export async function makeScene(db: Db, env: Record<string, string> = {}, overrides: Partial<Deps> = {}, start = '2013-12-06T12:00:00+08:00'): Promise<Scene> {
  const relay = new MemoryRelay();
  relay.clock = new SimulatedClock(start);
  const deps = makeTestDeps({
    db,
    clock: relay.clock,
    env: { MAIL_RATE: '100000', SWEEP_CHUNK: '100', CRAWL_DELAY_MS: '0', PUBLIC_URL: 'https://tuiguan.example', ...env },
    overrides: { mail: relay, relayLog: relay, ...overrides },
  });
  const as = (actor: Actor): Ctx => makeCtx(deps, actor, 'test');
  const operator = as({ kind: 'operator' });
  return { deps, relay, author: await staff(operator, 'author'), approver: await staff(operator, 'approver', 'reviewer'), system: as({ kind: 'system' }), operator, as };
}

/** Empties the database of what tests before left: a sweep looks at everybody. */
export async function startOver(testDb: TestDb): Promise<void> {
  const owner = postgres(testDb.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await owner.unsafe('truncate affiliate, sweep, policy_version, standing_event, suppression, audit restart identity cascade');
  } finally {
    await owner.end();
  }
}

let serial = 0;

/** A new person of the staff, as a context. */
export async function staff(operator: Ctx, ...roles: Role[]): Promise<Ctx> {
  const name = `person${(serial += 1)}`;
  const made = await createStaff(operator, { email: `${name}@example.com`, name, roles });
  return { ...operator, actor: { kind: 'staff', staffId: made.id, name, roles, scopes: null } };
}

let members = 31_000_000;

export interface Member {
  id: number;
  memberId: string;
  pid: string;
}

/** Affiliates with one site each, judged once with these scores (null: could not be judged), holding the permission unless told otherwise. */
export async function affiliates(scene: Scene, scores: readonly (number | null)[], holds: 'granted' | 'closed' | 'never' = 'granted'): Promise<Member[]> {
  const from = members;
  members += scores.length;
  const now = ts(scene.deps.clock.now());
  const { db } = scene.deps;
  const made = await rows<Member>(db, sql`
    with a as (
      insert into affiliate (member_id, name, email, locale, created_at)
      select (${from}::int8 + i)::text, '会员' || i, 'm' || (${from}::int8 + i) || '@example.com', 'zh-CN', ${now} from generate_series(1, ${scores.length}::int) i
      returning id, member_id
    ), r as (
      insert into resource (affiliate_id, kind, url, host, current_version, created_at, last_crawled_at)
      select id, 'site', 'http://s' || member_id || '.example.cn/', 's' || member_id || '.example.cn', 1, ${now}, ${now} from a
    ), p as (
      insert into placement (affiliate_id, pid, created_at) select id, 'mm_' || member_id || '_1_1', ${now} from a
    )
    select id, member_id as "memberId", 'mm_' || member_id || '_1_1' as pid from a order by id`);
  await judged(scene, made.map((m) => m.id), scores);
  if (holds !== 'never') {
    await db.transaction((tx) => declareInitialStanding(tx, scene.operator, { permission: PERMISSION, state: holds, affiliateIds: made.map((m) => m.id), at: scene.deps.clock.now() }));
  }
  return made;
}

/** Records one more visit to the site of each of these affiliates, with these scores, and refreshes the facts. */
export async function judged(scene: Scene, ids: readonly number[], scores: readonly (number | null)[]): Promise<void> {
  const now = ts(scene.deps.clock.now());
  await scene.deps.db.transaction(async (tx) => {
    await tx.execute(sql`
      with visit as (
        insert into crawl (resource_id, state, started_at, finished_at)
        select id, 'done', ${now}, ${now} from resource where affiliate_id = any(${arr(ids, 'int8')}) returning id, resource_id)
      insert into assessment (crawl_id, resource_id, affiliate_id, score, sub_scores, signals, model_version, assessed_at)
      select v.id, r.id, r.affiliate_id, x.score::real, '{}', '{}', 'test', ${now}
      from visit v join resource r on r.id = v.resource_id join unnest(${arr(ids, 'int8')}, ${arr(scores, 'float8')}) as x(id, score) on x.id = r.affiliate_id`);
    await refreshFacts(tx, ids);
  });
}

export async function publish(scene: Scene, requirements: readonly object[] = [BAR]) {
  return publishPolicy(scene.author, { permission: PERMISSION, requirements });
}

/** A planned sweep. */
export async function plan(scene: Scene, more: { announceAt?: string; noticeDays?: number } = {}): Promise<Sweep> {
  const { sweepId } = await requestPlan(scene.author, { policy: PERMISSION, noticeDays: more.noticeDays ?? 5, ...(more.announceAt ? { announceAt: new Date(more.announceAt) } : {}) });
  const made = await planSweep(scene.system, sweepId);
  if (!made) throw new Error('not planned');
  return made;
}

export async function approved(scene: Scene, more: Parameters<typeof plan>[1] = {}): Promise<Sweep> {
  const planned = await plan(scene, more);
  return approveSweep(scene.approver, { sweepId: planned.id, hash: planned.planHash ?? '', confirmClosings: planned.totals?.close ?? 0 });
}

/** A sweep planned, approved, run and announced by mail as far as the clock lets it. */
export async function announced(scene: Scene, more: Parameters<typeof plan>[1] = {}): Promise<Sweep> {
  const sweep = await startSweep(scene.author, (await approved(scene, more)).id);
  await runDueJobs(scene.deps);
  return sweep;
}

export const at = (scene: Scene, moment: string): Promise<void> => (scene.deps.clock.moveTo(moment), runDueJobs(scene.deps));

/** How often each affiliate has an event of this kind by this sweep: the largest count, and how many have one. */
export async function eventsOf(db: Db, sweepId: number, kind: string): Promise<{ affiliates: number; most: number }> {
  const found = await row<{ affiliates: number; most: number }>(db, sql`
    select count(*)::int as affiliates, coalesce(max(n), 0)::int as most from (
      select count(*) as n from standing_event where cause_id = ${sweepId} and cause_kind in ('sweep', 'repair') and kind = ${kind} group by affiliate_id) x`);
  return found ?? { affiliates: 0, most: 0 };
}

/** Notices of a sweep by kind, and their deliveries by state. */
export async function noticesOf(db: Db, sweepId: number): Promise<Record<string, number>> {
  const found = await rows<{ key: string; n: number }>(db, sql`
    select n.kind || ' ' || d.state as key, count(*)::int as n from notice n join delivery d on d.notice_id = n.id
    where n.cause_kind = 'sweep' and n.cause_id = ${sweepId} group by 1 order by 1`);
  return Object.fromEntries(found.map((f) => [f.key, f.n]));
}

export async function auditOf(db: Db, action: string) {
  return row<{ actor: string; subjectId: string; before: unknown; after: unknown }>(db, sql`
    select actor, subject_id as "subjectId", before, after from audit where action = ${action} order by id desc limit 1`);
}

/** The same context, whose transactions do all their work and then break before they are committed. */
export function crashing(ctx: Ctx): Ctx {
  const transaction: Db['transaction'] = (work, config) =>
    ctx.db.transaction(async (tx) => {
      await work(tx);
      throw new Error('crashed before the commit');
    }, config);
  return { ...ctx, db: new Proxy(ctx.db, { get: (db, name) => (name === 'transaction' ? transaction : (Reflect.get(db, name) as unknown)) }) };
}
