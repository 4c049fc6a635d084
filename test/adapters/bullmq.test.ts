import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { makeQueue, type RunningWorker, startWorker, type WorkerOptions } from '../../src/adapters/bullmq.ts';
import { makeLog } from '../../src/lib/log.ts';
import { jobId } from '../../src/lib/queue.ts';
import { useTestDb } from '../helpers/db.ts';

const database = useTestDb();
const log = makeLog('silent', false);

function queue() {
  const made = makeQueue({ kind: 'postgres', url: database().url }, log);
  onTestFinished(() => made.close());
  return made;
}

function worker(handle: WorkerOptions['handle'], lockMs?: number): RunningWorker {
  const made = startWorker({ connection: { kind: 'postgres', url: database().url }, concurrency: 2, handle, log, ...(lockMs === undefined ? {} : { lockMs }) });
  onTestFinished(() => made.close());
  return made;
}

function signal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

test('a job added twice while it waits runs once', async () => {
  const jobs = queue();
  await jobs.add('sweep-run', { sweepId: 1 }, { jobId: jobId('sweep-run', 1) });
  await jobs.add('sweep-run', { sweepId: 1 }, { jobId: jobId('sweep-run', 1) });
  await jobs.add('sweep-run', { sweepId: 2 }, { jobId: jobId('sweep-run', 2) });
  const seen: unknown[] = [];
  await new Promise<void>((resolve) => {
    worker(async (name, payload, id) => {
      seen.push([name, payload, id]);
      if (payload['sweepId'] === 2) resolve();
    });
  });
  expect(seen).toEqual([['sweep-run', { sweepId: 1 }, 'sweep-run-1'], ['sweep-run', { sweepId: 2 }, 'sweep-run-2']]);
});

test('a job that failed can be added again under its id, and its failure ends nothing', async () => {
  const jobs = queue();
  let runs = 0;
  const failed = signal();
  const ranAgain = signal();
  // The failure is logged once it is written down: from then on the id is free.
  const heard = Object.assign(makeLog('silent', false), { error: () => failed.resolve() });
  const running = startWorker({ connection: { kind: 'postgres', url: database().url }, concurrency: 2, log: heard, handle: async () => {
    runs += 1;
    if (runs === 1) throw new Error('meant to fail');
    ranAgain.resolve();
  } });
  onTestFinished(() => running.close());
  await jobs.add('crawl-batch', {}, { jobId: 'crawl-batch-7' });
  await failed.promise;
  await jobs.add('crawl-batch', {}, { jobId: 'crawl-batch-7' });
  await ranAgain.promise;
  expect(runs).toBe(2);
});

test('a job whose worker process is killed runs again elsewhere', async () => {
  const jobs = queue();
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('./bullmq-worker.ts', import.meta.url)), database().url], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await jobs.add('sweep-plan', { sweepId: 9 }, { jobId: jobId('sweep-plan', 9) });
  expect(String((await once(child.stdout, 'data'))[0])).toBe('sweep-plan\n');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const again = await new Promise<unknown>((resolve) => {
    worker(async (_name, payload) => resolve(payload), 1_500);
  });
  expect(again).toEqual({ sweepId: 9 });
});

test('a job of the wrong name or form is refused when it is added', async () => {
  const jobs = queue();
  await expect(jobs.add('sweep-guess', {}, { jobId: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(jobs.add('sweep-run', { sweepId: 'one' }, { jobId: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('a worker that waits for work closes at once', async () => {
  const idle = worker(async () => {});
  const start = performance.now();
  await idle.close();
  expect(performance.now() - start).toBeLessThan(2_000);
});

test('closing tells a running job to stop and waits for it', async () => {
  const jobs = queue();
  await jobs.add('notices-deliver', {}, { jobId: 'notices-deliver' });
  let stopped = false;
  let running: RunningWorker | undefined;
  await new Promise<void>((started) => {
    running = worker(async (_name, _payload, _id, signal) => {
      started();
      await once(signal, 'abort');
      stopped = true;
    });
  });
  await running?.close();
  expect(stopped).toBe(true);
});

test('a queue that cannot be reached fails no verb', async () => {
  const jobs = makeQueue({ kind: 'postgres', url: 'postgres://nobody:x@127.0.0.1:1/none' }, log);
  onTestFinished(() => jobs.close());
  await expect(jobs.add('crawl-batch', {}, { jobId: 'crawl-batch' })).resolves.toBeUndefined();
});
