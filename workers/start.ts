import { type QueueConnection, startWorker } from '../src/adapters/bullmq.ts';
import { type Deps, makeCtx } from '../src/lib/ctx.ts';
import { runJob } from './run-job.ts';
import { queueDueJobs, startSchedule } from './schedule.ts';

/** Jobs at a time in one process: crawling, sending and sweeping go on beside each other. */
const CONCURRENCY = 6;
/** How long a dead worker's job keeps others off it, in ms: every job may run twice, so this may be short. */
const LOCK_MS = 6_000;

export interface RunningWorkers {
  /** Queues what is due now without waiting for the schedule's next look; how many jobs that is. */
  nudge(): Promise<number>;
  close(): Promise<void>;
}

/** Starts the workers and the schedule of this process. */
export function startWorkers(deps: Deps, connection: QueueConnection): RunningWorkers {
  const worker = startWorker({ connection, concurrency: CONCURRENCY, lockMs: LOCK_MS, log: deps.log, handle: (name, payload, id, stop) => runJob(deps, name, payload, id, stop) });
  const ctx = makeCtx(deps, { kind: 'system' }, 'schedule');
  const schedule = startSchedule(ctx);
  return {
    nudge: () => queueDueJobs(ctx, false),
    async close() {
      await schedule.close();
      await worker.close();
    },
  };
}
