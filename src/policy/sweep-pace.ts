import type { Deps } from '../lib/ctx.ts';

/** Of the last half minute, in real time. Null while it cannot be told yet, or when nothing moves. */
export interface Pace {
  /** Rows written. */
  rowsPerSecond: number | null;
  /** Mails that came to an end. */
  mailsPerSecond: number | null;
  /** Until the last mail that can be foreseen has left. */
  secondsLeft: number | null;
}

interface Sample {
  at: number;
  written: number;
  settled: number;
}

const WINDOW_MS = 30_000;
const LEAST_MS = 300;
const MAX_SWEEPS = 50;
const samples = new WeakMap<Deps, Map<number, { rows: Sample[]; counted: object }>>();

/**
 * The pace of a sweep, from what was seen of it in this process. `asOf` is the counted figure itself: a sample is taken
 * when it is a new one, so that a figure that is handed out again does not look like standing still.
 */
export function paceOf(deps: Deps, sweepId: number, now: { written: number; settled: number; asOf: object; left: number }): Pace {
  const sweeps = samples.get(deps) ?? new Map<number, { rows: Sample[]; counted: object }>();
  samples.set(deps, sweeps);
  const before = sweeps.get(sweepId);
  const at = performance.now();
  const kept = (before?.rows ?? []).filter((sample) => at - sample.at <= WINDOW_MS);
  if (before?.counted !== now.asOf) kept.push({ at, written: now.written, settled: now.settled });
  sweeps.delete(sweepId);
  sweeps.set(sweepId, { rows: kept, counted: now.asOf });
  const oldest = sweeps.keys().next().value;
  if (sweeps.size > MAX_SWEEPS && oldest !== undefined) sweeps.delete(oldest);
  const [first] = kept;
  const last = kept.at(-1);
  const seconds = first && last ? (last.at - first.at) / 1_000 : 0;
  if (!first || !last || seconds * 1_000 < LEAST_MS) return { rowsPerSecond: null, mailsPerSecond: null, secondsLeft: now.left === 0 ? 0 : null };
  const rate = (done: number): number | null => (done > 0 ? done / seconds : null);
  const mailsPerSecond = rate(last.settled - first.settled);
  return { rowsPerSecond: rate(last.written - first.written), mailsPerSecond, secondsLeft: now.left === 0 ? 0 : mailsPerSecond === null ? null : Math.ceil(now.left / mailsPerSecond) };
}
