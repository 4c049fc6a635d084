import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { beforeEach, describe, expect, test } from 'vitest';
import { row, type Db } from '../../src/db/client.ts';
import { approveSweep, cancelSweep, planSweep, requestPlan, type Sweep, sweepItems, sweepStatus } from '../../src/policy/index.ts';
import { planHashOf } from '../../src/policy/plan-sweep.ts';
import { useTestDb } from '../helpers/db.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';
import { affiliates, announced, at, auditOf, BAR, crashing, judged, makeScene, PERMISSION, plan, publish, says, type Scene, staff, startOver } from './scene.ts';

const testDb = useTestDb();
let db: Db;
let scene: Scene;
beforeEach(async () => {
  db = testDb().db;
  scene = await makeScene(db);
  await startOver(testDb());
  await publish(scene, [BAR, { ...BAR, fact: 'confirmed_stops', operator: 'lte', value: 0, code: 'stop', title: says('t') }]);
});

const approve = (ctx: Scene['author'], sweep: Sweep, more: object = {}) => approveSweep(ctx, { sweepId: sweep.id, hash: sweep.planHash ?? '', ...more });

describe('the plan', () => {
  test('decides each situation, and counts what it decided', async () => {
    const [failing, passing, unknown] = await affiliates(scene, [45.5, 100, null]);
    const [closedPassing, closedFailing, closedUnknown] = await affiliates(scene, [60, 59.9, null], 'closed');
    const [never] = await affiliates(scene, [10], 'never');
    const [announcedNow] = await affiliates(scene, [20]);
    await announced(scene);
    await judged(scene, [failing?.id ?? 0], [80]); // repaired, and not yet looked at by anybody
    const late = (await affiliates(scene, [0]))[0];
    const sweep = await plan(scene);
    const decisions = new Map((await sweepItems(scene.approver, { sweepId: sweep.id })).map((i) => [i.affiliateId, [i.decision, i.fromState, i.reasons, i.facts]]));
    const of = (m: { id: number } | undefined) => decisions.get(m?.id ?? 0);
    expect(of(failing)).toEqual(['keep', 'granted', [], { best_score: 80, confirmed_stops: 0 }]);
    expect(of(passing)).toEqual(['keep', 'granted', [], { best_score: 100, confirmed_stops: 0 }]);
    expect(of(unknown)).toEqual(['keep', 'granted', [], { best_score: null, confirmed_stops: 0 }]);
    expect(of(closedPassing)?.slice(0, 2)).toEqual(['keep', 'granted']); // the first sweep granted it
    expect(of(closedFailing)).toEqual(['none', 'closed', ['low_quality'], { best_score: 59.9, confirmed_stops: 0 }]);
    expect(of(closedUnknown)?.slice(0, 2)).toEqual(['none', 'closed']);
    expect(of(never)?.slice(0, 2)).toEqual(['none', 'never']);
    expect(of(announcedNow)?.slice(0, 2)).toEqual(['none', 'granted']); // pending already
    expect(of(late)?.slice(0, 3)).toEqual(['close', 'granted', ['low_quality']]);
    expect(sweep.totals).toEqual({
      affiliates: 9, close: 1, grant: 0, keep: 4, none: 4, byReason: { low_quality: 1 },
      histogram: [
        { from: null, affiliates: 2, close: 0 }, { from: 0, affiliates: 1, close: 1 }, { from: 10, affiliates: 1, close: 0 }, { from: 20, affiliates: 1, close: 0 },
        { from: 50, affiliates: 1, close: 0 }, { from: 60, affiliates: 1, close: 0 }, { from: 80, affiliates: 1, close: 0 }, { from: 90, affiliates: 1, close: 0 },
      ],
    });
  });

  test('interrupted before its end it stays unplanned, is planned by the schedule, and the same facts give the same hash', async () => {
    const made = await affiliates(scene, [40, 80]);
    const { sweepId } = await requestPlan(scene.author, { policy: `${PERMISSION}@1` });
    await expect(planSweep(crashing(scene.system), sweepId)).rejects.toThrow('crashed');
    expect(await sweepStatus(scene.author, sweepId)).toMatchObject({ state: 'planning', planHash: null, totals: null });
    expect(await sweepItems(scene.author, { sweepId })).toEqual([]);

    const hashWith = async (score: number): Promise<string> => {
      await judged(scene, [made[0]?.id ?? 0], [score]);
      let hash = '';
      // Planned and looked at in a transaction that is taken back.
      await scene.deps.db.transaction(async (tx) => {
        await planSweep({ ...scene.system, db: Object.assign(Object.create(tx) as Db, { transaction: (work: (t: typeof tx) => unknown) => work(tx) }) }, sweepId);
        hash = await planHashOf(tx, sweepId);
        tx.rollback();
      }).catch(() => undefined);
      return hash;
    };
    const first = await hashWith(40);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashWith(40)).toBe(first);
    expect(await hashWith(40.1)).not.toBe(first);
    await judged(scene, [made[0]?.id ?? 0], [40]);
    await runDueJobs(scene.deps);
    expect(await sweepStatus(scene.author, sweepId)).toMatchObject({ state: 'planned', planHash: first });
    expect(await planSweep(scene.system, sweepId)).toBeUndefined();
  });

  test('is made once by two planners at once', async () => {
    await affiliates(scene, [40, 80]);
    const { sweepId } = await requestPlan(scene.author, { policy: PERMISSION });
    const made = await Promise.all([planSweep(scene.system, sweepId), planSweep(scene.system, sweepId)]);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await sweepItems(scene.author, { sweepId })).toHaveLength(2);
  });

  test('of nobody at all is a plan too', async () => {
    expect(await plan(scene)).toMatchObject({ state: 'planned', totals: { affiliates: 0, close: 0, byReason: {}, histogram: [] } });
  });

  test('is asked for by an author in person, for a policy that exists', async () => {
    await expect(requestPlan(scene.approver, { policy: PERMISSION })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(requestPlan(scene.operator, { policy: PERMISSION })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(requestPlan(scene.author, { policy: `${PERMISSION}@9` })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(requestPlan(scene.author, { policy: `${PERMISSION}@x` })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(requestPlan(scene.author, { policy: 'open_api' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(requestPlan(scene.author, { policy: PERMISSION, noticeDays: 0 })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'noticeDays' }] });
  });

  test('cannot be altered by the application, and an alteration by the owner is found at the approval', async () => {
    const [one] = await affiliates(scene, [40, 80, 80, 80, 80, 80]);
    const sweep = await plan(scene);
    await expect(db.execute(sql`update sweep_item set decision = 'keep' where sweep_id = ${sweep.id}`)).rejects.toMatchObject({ cause: { message: expect.stringContaining('permission denied') as string } });
    await expect(db.execute(sql`delete from sweep_item where sweep_id = ${sweep.id}`)).rejects.toThrow();
    const owner = postgres(testDb().ownerUrl, { max: 1, onnotice: () => {} });
    try {
      await owner`update sweep_item set decision = 'keep' where sweep_id = ${sweep.id} and affiliate_id = ${one?.id ?? 0}`;
      await expect(approve(scene.approver, sweep, { confirmClosings: 1 })).rejects.toMatchObject({ code: 'STALE_PLAN', message: expect.stringContaining('1 rows altered') as string });
      await owner`update sweep_item set decision = 'close' where sweep_id = ${sweep.id} and affiliate_id = ${one?.id ?? 0}`;
      await owner`delete from sweep_item where sweep_id = ${sweep.id} and decision = 'keep' and affiliate_id = (select max(affiliate_id) from sweep_item)`;
      await expect(approve(scene.approver, sweep, { confirmClosings: 1 })).rejects.toMatchObject({ code: 'STALE_PLAN' });
    } finally {
      await owner.end();
    }
    expect(await sweepStatus(scene.author, sweep.id)).toMatchObject({ state: 'planned', approvedBy: null });
  });
});

describe('the approval', () => {
  test('is another person’s than the planner’s, of the right role, of the very plan', async () => {
    await affiliates(scene, [40, 80, 80, 80, 80, 80]);
    const both = await staff(scene.operator, 'author', 'approver');
    const { sweepId } = await requestPlan(both, { policy: PERMISSION });
    const sweep = await planSweep(scene.system, sweepId) as Sweep;
    await expect(approve(both, sweep)).rejects.toMatchObject({ code: 'SELF_APPROVAL' });
    await expect(approve(scene.author, sweep)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(approve(scene.operator, sweep)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(approve(scene.system, sweep)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(approveSweep(scene.approver, { sweepId, hash: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'STALE_PLAN' });
    await expect(approveSweep(scene.approver, { sweepId, hash: sweep.planHash?.slice(0, 11) ?? '' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(approveSweep(scene.approver, { sweepId: 999, hash: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const done = await approveSweep(scene.approver, { sweepId, hash: sweep.planHash?.slice(0, 12) ?? '' });
    expect(done).toMatchObject({ state: 'approved', approvedHash: sweep.planHash, approvedAt: new Date('2013-12-06T04:00:00Z') });
    expect(await auditOf(db, 'sweep.approve')).toMatchObject({ subjectId: String(sweepId), before: { state: 'planned' }, after: { state: 'approved', hash: sweep.planHash } });
    await expect(approve(scene.approver, sweep)).rejects.toMatchObject({ code: 'CONFLICT' });
    await cancelSweep(scene.author, sweepId);
    await expect(approve(scene.approver, sweep)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('above the guard asks for the exact number of closings, and never takes a wrong one', async () => {
    await affiliates(scene, [40, 41, 80, 80, 80]); // 40% of the holders; the guard is 20%
    await affiliates(scene, Array.from({ length: 20 }, () => 0), 'never'); // who never held it does not thin the share
    const sweep = await plan(scene);
    await expect(approve(scene.approver, sweep)).rejects.toMatchObject({ code: 'SHARE_GUARD', message: expect.stringContaining('2 of 5 holders (40.0%') as string });
    await expect(approve(scene.approver, sweep, { confirmClosings: 3 })).rejects.toMatchObject({ code: 'SHARE_GUARD' });
    expect(await approve(scene.approver, sweep, { confirmClosings: 2 })).toMatchObject({ state: 'approved' });

    await affiliates(scene, Array.from({ length: 20 }, () => 90));
    const small = await plan(scene); // 2 of 25
    await expect(approve(scene.approver, small, { confirmClosings: 3 })).rejects.toMatchObject({ code: 'SHARE_GUARD' });
    expect(await approve(scene.approver, small)).toMatchObject({ state: 'approved' });
  });

  test('of two at once one wins', async () => {
    await affiliates(scene, [40, 80, 80, 80, 80, 80]);
    const sweep = await plan(scene);
    const second = await staff(scene.operator, 'approver');
    const ended = await Promise.allSettled([approve(scene.approver, sweep), approve(second, sweep)]);
    expect(ended.map((e) => e.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(ended.find((e) => e.status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } });
    expect(await row(db, sql`select count(*)::int as n from audit where action = 'sweep.approve' and subject_id = ${String(sweep.id)}`)).toEqual({ n: 1 });
    await at(scene, '2013-12-06T12:30:00+08:00'); // approved is not run
    expect(await sweepStatus(scene.author, sweep.id)).toMatchObject({ state: 'approved', progress: { announced: 0 } });
  });
});
