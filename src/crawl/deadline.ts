import type { Deadline } from './types.ts';

/** Monotonic milliseconds of real time; pacing and deadlines never run on business time. */
export const monotonic = (): number => performance.now();

/** Longest that a deadline moves on account of others' turns, in multiples of the time given. */
const MAX_STRETCH = 4;

/** A deadline `ms` from now. */
export function makeDeadline(ms: number): Deadline {
  let at = monotonic() + ms;
  let stretch = ms * MAX_STRETCH;
  return {
    remainingMs: () => Math.max(0, at - monotonic()),
    giveBack(queued) {
      const given = Math.min(stretch, Math.max(0, queued));
      stretch -= given;
      at += given;
    },
  };
}
