import type { SignalCode, SubScoreName, ViolationCode } from '../types.ts';

/** Points of a piecewise linear function, x rising. */
export type Curve = readonly (readonly [x: number, y: number])[];

/** How one signal becomes 0-100: a curve for numbers, two values for what is there or not (null = neutral). */
export type SignalScoring = { weight: number; curve: Curve } | { weight: number; present: number; absent: number | null };

/** A scoring model is data with a version: an old assessment can be explained with the model it was made with. */
export interface ScoringModel {
  version: string;
  subScores: Record<SubScoreName, number>;
  signals: Record<SignalCode, SignalScoring>;
  /** Points taken off integrity: for each confirmed stop, and for deductions by code. */
  integrity: { full: number; confirmedStop: number; deduction: Partial<Record<ViolationCode, number>> };
  confidence: Curve;
}

/** Linear between the points, flat outside. */
export function onCurve(curve: Curve, x: number): number {
  let [beforeX, beforeY] = curve[0] ?? [0, 0];
  if (x <= beforeX) return beforeY;
  for (const [atX, atY] of curve) {
    if (x <= atX) return atX === beforeX ? atY : beforeY + ((atY - beforeY) * (x - beforeX)) / (atX - beforeX);
    [beforeX, beforeY] = [atX, atY];
  }
  return beforeY;
}
