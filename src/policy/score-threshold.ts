import { FACTS, type FactName } from '../facts/index.ts';
import type { PolicyDefinition } from './definition.ts';

export interface ScoreThreshold {
  fact: FactName;
  /** Points that are enough. */
  value: number;
}

/** The score that a policy asks for, when exactly one of its requirements is a lower bound on a score. */
export function scoreThreshold(definition: PolicyDefinition): ScoreThreshold | null {
  const bounds = definition.requirements.filter((r) => FACTS[r.fact].type === 'score' && (r.operator === 'gte' || r.operator === 'gt'));
  const [only] = bounds;
  return only && bounds.length === 1 ? { fact: only.fact, value: only.value } : null;
}

/** Width of a histogram's bin in points, and how many there are; 100 falls into the last. */
export const BIN = { points: 5, count: 20 } as const;

/** 20 bins of 5 points, empty ones included, out of counts by the number of the bin. */
export function bins<T extends object>(counted: readonly ({ bin: number | null } & T)[], empty: T): ({ from: number; to: number } & T)[] {
  const known = new Map(counted.map(({ bin, ...rest }) => [bin, rest as unknown as T]));
  return Array.from({ length: BIN.count }, (_, n) => ({ from: n * BIN.points, to: (n + 1) * BIN.points, ...(known.get(n) ?? empty) }));
}
