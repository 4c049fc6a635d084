import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../../src/lib/ctx.ts';
import { listSweeps, planPreview, requestPlan, runSweepChunk, startSweep, sweepItems, sweepProgress } from '../../src/policy/index.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, announced, approved, BAR, makeScene, PERMISSION, plan, publish, says, type Scene, staff, startOver } from './scene.ts';

const testDb = useTestDb();
let scene: Scene;
let viewer: Ctx;
beforeEach(async () => {
  await startOver(testDb());
  scene = await makeScene(testDb().db);
  viewer = await staff(scene.operator, 'viewer');
  await publish(scene, [BAR, { fact: 'placements', operator: 'gte', value: 3, code: 'few_placements', title: says('PIDs'), remedy: says('add') }]);
});
const affiliate = (): Ctx => scene.as({ kind: 'affiliate', affiliateId: 1, scopes: null });

test('a preview says what the plan would do, and what its approval needs', async () => {
  await publish(scene, [BAR]);
  await affiliates(scene, [59.9, 55, 54.9, 10, null, 60, 75, 100]);
  await affiliates(scene, [80, 20], 'closed');
  const sweep = await plan(scene);
  const preview = await planPreview(viewer, sweep.id);
  expect(preview).toMatchObject({
    hash: sweep.planHash, policyVersion: 2, counts: { affiliates: 10, close: 4, grant: 1, keep: 4, none: 1 }, nearMisses: 2, shareClosed: 0.5, guardShare: 0.2, driftLimit: 0.005,
    approval: { typedNumber: 4, notBy: sweep.plannedBy }, closingsByReason: [{ reason: 'low_quality', title: says('bar'), affiliates: 4 }],
    histogram: { fact: 'best_score', threshold: 60, unknown: { close: 0, keep: 1, grant: 0, none: 0 } },
  });
  const { bins } = preview.histogram;
  expect(bins).toHaveLength(20);
  expect(bins[11]).toEqual({ from: 55, to: 60, close: 2, keep: 0, grant: 0, none: 0 });
  expect(bins[19]).toMatchObject({ keep: 1 });
  expect(bins.reduce((sum, b) => sum + b.close + b.keep + b.grant + b.none, 0)).toBe(9);
  expect(await planPreview(viewer, sweep.id)).toEqual(preview);
  await expect(planPreview(affiliate(), sweep.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const { sweepId } = await requestPlan(scene.author, { policy: PERMISSION });
  await expect(planPreview(viewer, sweepId)).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('the rows of a plan come page by page, by decision and by reason', async () => {
  const low = await affiliates(scene, [10, 20, 30, 40, 50]);
  const few = await affiliates(scene, [90, 80, 70]);
  const sweep = await plan(scene);
  const pages = async (filter: object): Promise<number[]> => {
    const ids: number[] = [];
    for (let after = 0; ; ) {
      const items = await sweepItems(viewer, { sweepId: sweep.id, limit: 2, after, ...filter });
      if (items.length === 0) return ids;
      ids.push(...items.map((i) => i.affiliateId));
      after = ids.at(-1) ?? 0;
    }
  };
  const all = [...low, ...few].map((m) => m.id);
  expect(await pages({})).toEqual(all);
  expect(await pages({ decision: 'close' })).toEqual(all);
  expect(await pages({ decision: 'close', reason: 'low_quality' })).toEqual(low.map((m) => m.id));
  expect(await pages({ reason: 'few_placements' })).toEqual(all);
  expect(await pages({ decision: 'keep' })).toEqual([]);
  expect(await pages({ decision: 'keep', reason: 'low_quality' })).toEqual([]);
  await expect(sweepItems(affiliate(), { sweepId: sweep.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(sweepItems(viewer, { sweepId: sweep.id, reason: "x' or 1=1" })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('progress rises with each chunk and ends with every notice settled', async () => {
  await affiliates(scene, Array.from({ length: 250 }, () => 10));
  const sweep = await startSweep(scene.author, (await approved(scene)).id);
  expect(await sweepProgress(viewer, sweep.id)).toMatchObject({ state: 'running', toWrite: 250, written: 0, share: 0 });
  await runSweepChunk(scene.system, sweep.id);
  const first = await sweepProgress(viewer, sweep.id);
  expect(first).toMatchObject({ written: 100, announced: 100, granted: 0 });
  expect(first.share).toBeCloseTo(0.4, 2);
  await runDueJobs(scene.deps);
  await expect.poll(async () => (await sweepProgress(viewer, sweep.id)).outcome.accepted, { timeout: 5_000 }).toBe(250);
  expect(await sweepProgress(viewer, sweep.id)).toMatchObject({
    state: 'announced', written: 250, share: 1, settled: 250, notices: 250, secondsLeft: 0, outcome: { accepted: 250, onTheWay: 0, bounced: 0, scheduled: 250, kept: 0, closed: 0 },
  });
  await expect(sweepProgress(affiliate(), sweep.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(sweepProgress(viewer, 9_999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('sweeps are listed newest first', async () => {
  await affiliates(scene, [70]);
  const first = await announced(scene);
  const second = await plan(scene);
  const third = await plan(scene);
  expect((await listSweeps(viewer)).map((s) => [s.id, s.state])).toEqual([[third.id, 'planned'], [second.id, 'planned'], [first.id, 'announced']]);
  const [last] = await listSweeps(viewer, { before: second.id, limit: 5 });
  expect(last).toMatchObject({ id: first.id, permission: PERMISSION, totals: { affiliates: 1 }, requestedAt: new Date('2013-12-06T04:00:00Z'), finishedAt: new Date('2013-12-06T04:00:00Z'), cancelledAt: null });
  await expect(listSweeps(affiliate())).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
