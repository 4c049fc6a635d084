import { accountMailDue, cleaningDue } from '../src/auth/index.ts';
import { crawlsDue } from '../src/crawl/index.ts';
import type { Ctx } from '../src/lib/ctx.ts';
import { type JobName, jobId } from '../src/lib/queue.ts';
import { deliveriesDue } from '../src/notices/index.ts';
import { closingsDue, sweepsAtWork } from '../src/policy/index.ts';
import { reReviewsDue } from '../src/reviews/index.ts';

export interface DueJob {
  name: JobName;
  payload: Record<string, unknown>;
  jobId: string;
}

const SWEEP_JOB = { planning: 'sweep-plan', running: 'sweep-run', cancelling: 'sweep-cancel' } as const satisfies Record<string, JobName>;

/**
 * Looks at the rows and names every job for which something is due: a job that was lost is named again.
 * `thorough` adds what is usually done at once and only a crash leaves behind; `watch` keeps looking who passes while a
 * closing is minutes away.
 */
export async function dueJobs(ctx: Ctx, thorough: boolean, watch = false): Promise<DueJob[]> {
  const [crawl, sweeps, mail, closings, cases, accountMail, cleaning] = await Promise.all([
    crawlsDue(ctx),
    sweepsAtWork(ctx),
    deliveriesDue(ctx),
    closingsDue(ctx),
    reReviewsDue(ctx),
    accountMailDue(ctx),
    thorough && cleaningDue(ctx),
  ]);
  const due: DueJob[] = sweeps.map(({ id, state }) => ({ name: SWEEP_JOB[state], payload: { sweepId: id }, jobId: jobId(SWEEP_JOB[state], id) }));
  const add = (name: JobName): number => due.push({ name, payload: {}, jobId: jobId(name) });
  if (crawl) add('crawl-batch');
  // Before closings are scheduled and take effect: who passed before a crash is not closed after it.
  if ((watch && closings.soon) || (thorough && closings.pending)) add('standing-keep-passing');
  if (mail.send) add('notices-deliver');
  if (mail.reconcile || (thorough && closings.pending)) add('notices-reconcile');
  if (closings.effects) add('standing-take-effect');
  if (cases) add('reviews-decide');
  if (accountMail) add('account-mail');
  if (cleaning) add('account-clean');
  return due;
}

/** Queues what is due at this moment; how many jobs that is. A job that waits or runs already is not queued twice. */
export async function queueDueJobs(ctx: Ctx, thorough: boolean, watch = false): Promise<number> {
  const due = await dueJobs(ctx, thorough, watch);
  for (const job of due) await ctx.deps.queue.add(job.name, job.payload, { jobId: job.jobId });
  return due.length;
}

/** Looks every second (thoroughly once a minute, and at the start) and queues what is due. Real time. */
export function startSchedule(ctx: Ctx, everyMs = 1_000): { close(): Promise<void> } {
  let round = 0;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      await queueDueJobs(ctx, round++ % 60 === 0, true);
    } catch (err) {
      ctx.deps.log.warn({ err }, 'the schedule could not look at what is due; it looks again');
    }
  };
  let busy = false;
  const tick = (): void => {
    if (busy) return;
    busy = true;
    looking = look().finally(() => {
      busy = false;
    });
  };
  tick();
  const timer = setInterval(tick, everyMs);
  return {
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}
