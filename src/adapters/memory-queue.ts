import type { JobQueue } from '../lib/ports.ts';

export interface QueuedJob {
  name: string;
  payload: Record<string, unknown>;
  jobId: string;
}

/** A queue that lives in this process only: for commands that run their work themselves, and for tests. */
export interface MemoryQueue extends JobQueue {
  /** Hands out what was added since the last call. */
  take(): QueuedJob[];
}

export function makeMemoryQueue(): MemoryQueue {
  const jobs = new Map<string, QueuedJob>();
  return {
    add(name, payload, { jobId }) {
      if (!jobs.has(jobId)) jobs.set(jobId, { name, payload, jobId });
      return Promise.resolve();
    },
    take() {
      const taken = [...jobs.values()];
      jobs.clear();
      return taken;
    },
    close: () => Promise.resolve(),
  };
}
