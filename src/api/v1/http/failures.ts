import { AppError } from '../../../lib/errors.ts';

const WINDOW_MS = 60_000;
/** Failed authentications of one address within the window. */
const MAX_FAILURES = 20;
const MAX_ADDRESSES = 10_000;

export interface FailureLimit {
  /** Notes a failure. @throws RATE_LIMITED when there were too many within the last minute. */
  failed(address: string): void;
}

/**
 * Failed authentications by socket address, in a sliding window of real time, in this process only. A valid key always
 * passes: behind a proxy all clients share an address, and one of them must not shut the others out.
 */
export function makeFailureLimit(now: () => number = () => performance.now()): FailureLimit {
  const byAddress = new Map<string, number[]>();
  return {
    failed(address) {
      const at = now();
      const recent = (byAddress.get(address) ?? []).filter((each) => each > at - WINDOW_MS);
      byAddress.delete(address);
      if (byAddress.size >= MAX_ADDRESSES) for (const oldest of [...byAddress.keys()].slice(0, MAX_ADDRESSES / 10)) byAddress.delete(oldest);
      byAddress.set(address, recent);
      if (recent.length >= MAX_FAILURES) {
        const retryAfter = Math.max(1, Math.ceil(((recent[0] ?? at) + WINDOW_MS - at) / 1_000));
        throw new AppError('RATE_LIMITED', `${MAX_FAILURES} failed authentications from your address within a minute: try again in ${retryAfter} s`, { retryAfter });
      }
      recent.push(at);
    },
  };
}
