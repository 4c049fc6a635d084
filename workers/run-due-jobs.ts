import type { Deps } from '../src/lib/ctx.ts';
import { runJob } from './run-job.ts';
import { dueJobs } from './schedule.ts';

/**
 * Does in this process whatever is due, until nothing is: for tests and for commands without workers.
 * @throws what a job throws; Error when the same work stays due (a job that cannot finish its row).
 */
export async function runDueJobs(deps: Deps): Promise<void> {
  const stop = new AbortController().signal;
  for (let round = 0; round < 200; round += 1) {
    const due = await dueJobs({ actor: { kind: 'system' }, db: deps.db, clock: deps.clock, requestId: 'due', deps }, round === 0);
    if (due.length === 0) return;
    for (const job of due) await runJob(deps, job.name, job.payload, job.jobId, stop);
  }
  throw new Error('the same jobs stay due after 200 rounds');
}
