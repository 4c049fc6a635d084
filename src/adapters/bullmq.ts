import { createPostgresBackend, createRedisBackend, type Job, type PgPool, Queue, UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { APP_ROLE } from '../db/client.ts';
import { QUEUE_SCHEMA } from '../db/migrate.ts';
import type { Log } from '../lib/log.ts';
import { parse } from '../lib/parse.ts';
import type { JobQueue } from '../lib/ports.ts';
import { AppError } from '../lib/errors.ts';
import { isJobName, JOBS, type JobName } from '../lib/queue.ts';

/** Where the queue lives: PostgreSQL (past PgBouncer: direct), or Redis/Valkey. */
export interface QueueConnection {
  kind: 'postgres' | 'redis';
  url: string;
}

const QUEUE = 'tuiguan';
/** A job whose worker died is run again as often as that happens; BullMQ's default gives up at the second time. */
const MAX_STALLED = 1_000;
/** Nothing is retained: BullMQ would ignore a job whose id equals a retained one's, failed ones included. */
const FORGET = { removeOnComplete: true, removeOnFail: true } as const;

/**
 * The queue that verbs nudge. Adding a job never fails a verb whose row is committed: when the queue cannot be reached
 * that is logged, and schedule.ts adds the job again while its row is due.
 * @throws from `add`: INVALID_INPUT for an unknown job or a payload that is not of its form.
 */
export function makeQueue(connection: QueueConnection, log: Log): JobQueue {
  const link = open(connection, { max: 4, producer: true, log });
  const queue = link.kind === 'postgres' ? new Queue(QUEUE, { connection: link.pool }, createPostgresBackend) : new Queue(QUEUE, { connection: link.redis }, createRedisBackend);
  queue.on('error', (err) => log.warn({ err }, 'the queue reports a fault'));
  let done: Promise<void> | undefined;
  return {
    async add(name, payload, { jobId, delayMs }) {
      if (!isJobName(name)) throw new AppError('INVALID_INPUT', `there is no job "${name}"`);
      const data = parse<(typeof JOBS)[JobName]>(JOBS[name], payload);
      try {
        await queue.add(name, data, { ...FORGET, jobId, ...(delayMs === undefined ? {} : { delay: delayMs }) });
      } catch (err) {
        log.warn({ err, jobId }, 'a job could not be queued; it is queued again while its row is due');
      }
    },
    close() {
      done ??= queue.close().then(() => link.close());
      return done;
    },
  };
}

export interface WorkerOptions {
  connection: QueueConnection;
  /** Jobs run at once in this process. */
  concurrency: number;
  /** Runs one job. `signal` says that the process is closing: stop at the next safe point; the row brings the job back. */
  handle(name: JobName, payload: Record<string, unknown>, jobId: string, signal: AbortSignal): Promise<void>;
  log: Log;
  /** How long a dead worker's job stays its own, in ms. Within this and a third more it runs again. */
  lockMs?: number;
}

export interface RunningWorker {
  /** Takes no more jobs, waits up to `graceMs` for those that run, and leaves the rest to other workers. */
  close(graceMs?: number): Promise<void>;
}

/** Starts taking jobs. A job that throws is logged and forgotten (its row brings it back); nothing here ends the process. */
export function startWorker({ connection, concurrency, handle, log, lockMs = 15_000 }: WorkerOptions): RunningWorker {
  // One connection listens; the jobs' own queries to the queue are short and share the others.
  const link = open(connection, { max: 6, producer: false, log });
  const closing = new AbortController();
  const perform = async (job: Job): Promise<void> => {
    if (!isJobName(job.name)) throw new UnrecoverableError(`this release knows no job "${job.name}"`);
    await handle(job.name, parse<(typeof JOBS)[JobName]>(JOBS[job.name], job.data), job.id ?? job.name, closing.signal);
  };
  const options = { concurrency, maxStalledCount: MAX_STALLED, lockDuration: lockMs, stalledInterval: Math.ceil(lockMs / 3), removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };
  const worker = link.kind === 'postgres' ? new Worker(QUEUE, perform, { connection: link.pool, ...options }, createPostgresBackend) : new Worker(QUEUE, perform, { connection: link.redis, ...options }, createRedisBackend);
  worker.on('error', (err) => log.warn({ err }, 'the worker reports a fault'));
  worker.on('failed', (job, err) => log.error({ err, job: job?.name, jobId: job?.id }, 'a job failed'));
  worker.on('stalled', (jobId) => log.warn({ jobId }, 'a job lost its worker and runs again'));
  let done: Promise<void> | undefined;
  return {
    async close(graceMs = 10_000) {
      closing.abort();
      done ??= worker.close().then(() => link.close());
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), graceMs);
      });
      if ((await Promise.race([done, late])) === 'late') log.warn(`jobs still run after ${graceMs} ms; another worker takes them over`);
      clearTimeout(timer);
    },
  };
}

type Link = { kind: 'postgres'; pool: PgPool; close(): Promise<void> } | { kind: 'redis'; redis: Redis; close(): Promise<void> };

function open({ kind, url }: QueueConnection, { max, producer, log }: { max: number; producer: boolean; log: Log }): Link {
  if (kind === 'postgres') {
    const pool = new pg.Pool({ connectionString: url, max, keepAlive: true, connectionTimeoutMillis: 10_000, application_name: 'tuiguan queue', options: `-c search_path=${QUEUE_SCHEMA} -c role=${APP_ROLE}` });
    // Without a listener an idle connection that breaks would end the process.
    pool.on('error', (err) => log.warn({ err }, 'the queue lost a database connection'));
    // BullMQ's own sketch of a pool differs from @types/pg in overloads only.
    return { kind, pool: pool as unknown as PgPool, close: () => pool.end() };
  }
  // A worker waits for Redis for ever; who adds a job gives up soon.
  const redis = new Redis(url, { maxRetriesPerRequest: producer ? 1 : null });
  redis.on('error', (err) => log.warn({ err }, 'the queue lost Redis'));
  return { kind, redis, close: async () => redis.disconnect() };
}
