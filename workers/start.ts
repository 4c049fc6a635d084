import { type QueueConnection, startWorker } from '../src/adapters/bullmq.ts';
import { type Deps, makeCtx } from '../src/lib/ctx.ts';
import { runJob } from './run-job.ts';
import { startSchedule } from './schedule.ts';

/** Jobs at a time in one process: crawling, sending and sweeping go on beside each other. */
const CONCURRENCY = 6;

/** Starts the workers and the schedule of this process. */
export function startWorkers(deps: Deps, connection: QueueConnection): { close(): Promise<void> } {
  const worker = startWorker({ connection, concurrency: CONCURRENCY, log: deps.log, handle: (name, payload, id, stop) => runJob(deps, name, payload, id, stop) });
  const schedule = startSchedule(makeCtx(deps, { kind: 'system' }, 'schedule'));
  return {
    async close() {
      await schedule.close();
      await worker.close();
    },
  };
}
