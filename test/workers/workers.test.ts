import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeQueue, startWorker } from '../../src/adapters/bullmq.ts';
import type { Db } from '../../src/db/client.ts';
import { approveSweep, requestPlan, startSweep, type SweepStatus, sweepStatus } from '../../src/policy/index.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';
import { runJob } from '../../workers/run-job.ts';
import { dueJobs } from '../../workers/schedule.ts';
import { startWorkers } from '../../workers/start.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, announced, approved, at, judged, makeScene, type Member, noticesOf, PERMISSION, publish, type Scene, startOver } from '../policy/scene.ts';

const testDb = useTestDb({ max: 12 });
let db: Db;
let scene: Scene;
beforeEach(async () => {
  db = testDb().db;
  await startOver(testDb());
  scene = await makeScene(db);
  await publish(scene);
});

/** Waits for others to bring the sweep there. */
async function until(sweepId: number, there: (sweep: SweepStatus) => boolean): Promise<SweepStatus> {
  for (const began = performance.now(); ; await sleep(20)) {
    const sweep = await sweepStatus(scene.author, sweepId);
    if (there(sweep)) return sweep;
    if (performance.now() - began > 12_000) throw new Error(`sweep ${sweepId} is still ${sweep.state}: ${JSON.stringify(sweep.progress)}`);
  }
}

test('a job queued on Postgres plans a sweep and runs it, without the schedule', async () => {
  const connection = { kind: 'postgres', url: testDb().url } as const;
  const queue = makeQueue(connection, scene.deps.log);
  const deps = { ...scene.deps, queue };
  const author = { ...scene.author, deps };
  const worker = startWorker({ connection, concurrency: 3, log: deps.log, handle: (name, payload, id, stop) => runJob(deps, name, payload, id, stop) });
  onTestFinished(async () => {
    await worker.close();
    await queue.close();
  });
  await affiliates(scene, [...Array.from({ length: 240 }, () => 40), ...Array.from({ length: 20 }, () => 80)]);
  const { sweepId } = await requestPlan(author, { policy: PERMISSION });
  const planned = await until(sweepId, (s) => s.state === 'planned');
  await approveSweep(scene.approver, { sweepId, hash: planned.planHash ?? '', confirmClosings: 240 });
  await Promise.all([startSweep(author, sweepId), startSweep({ ...scene.approver, deps }, sweepId)]);
  const done = await until(sweepId, (s) => s.state === 'announced');
  expect(done.progress).toMatchObject({ toWrite: 240, announced: 240, deliveries: { pending: 240 } });
  await queue.add('notices-deliver', {}, { jobId: 'notices-deliver' });
  await until(sweepId, (s) => s.progress.scheduled === 240);
  expect(new Set(scene.relay.sent.map((m) => m.to)).size).toBe(240);
  expect(scene.relay.sent).toHaveLength(240);
});

test('with every nudge lost, the schedule alone brings a sweep to its end', async () => {
  await affiliates(scene, [40, 40, 80, 80, 80, 80, 80, 80, 80, 80]);
  const sweep = await approved(scene);
  await startSweep(scene.author, sweep.id); // nudges the test's queue, which nobody reads
  const connection = { kind: 'postgres', url: testDb().url } as const;
  const queue = makeQueue(connection, scene.deps.log);
  const workers = startWorkers({ ...scene.deps, queue }, connection);
  onTestFinished(async () => {
    await workers.close();
    await queue.close();
  });
  expect((await until(sweep.id, (s) => s.progress.scheduled === 2)).state).toBe('announced');
});

test('what is due is named once under a fixed id, and nothing when there is nothing', async () => {
  expect(await dueJobs(scene.system, true)).toEqual([]);
  await affiliates(scene, [40]);
  const { sweepId } = await requestPlan(scene.author, { policy: PERMISSION });
  const names = async (thorough = false): Promise<string[]> => (await dueJobs(scene.system, thorough)).map((job) => job.jobId);
  expect(await names()).toEqual([`sweep-plan-${sweepId}`]);
  await runDueJobs(scene.deps);
  expect(await names(true)).toEqual([]);
  const sweep = await announced(scene);
  expect(await names()).toEqual([]);
  expect(await names(true)).toEqual(['standing-keep-passing', 'notices-reconcile']);
  scene.deps.clock.moveTo('2013-12-11T00:00:00+08:00');
  expect(await names()).toEqual(['standing-take-effect']);
  await runDueJobs(scene.deps);
  expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced accepted': 1, 'closed accepted': 1 });
  expect(await names(true)).toEqual([]);
});

test('who passed before a crash keeps the permission after it', async () => {
  const [m] = await affiliates(scene, [40]) as [Member];
  const sweep = await announced(scene);
  await judged(scene, [m.id], [90]); // recorded, and then the process ended
  await at(scene, '2013-12-10T12:00:00+08:00');
  expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced accepted': 1, 'kept accepted': 1 });
});

test('a payload of another form is refused before anything is done', async () => {
  const stop = new AbortController().signal;
  await expect(runJob(scene.deps, 'sweep-run', { sweepId: '1' }, 'x', stop)).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'sweepId' }] });
  await expect(runJob(scene.deps, 'sweep-plan', { sweepId: 99_999 }, 'x', stop)).resolves.toBeUndefined();
});
