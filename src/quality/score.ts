import { onCurve, type ScoringModel } from './models/model.ts';
import type { SignalResult, SignalValue, SubScore, SubScoreName, SignalCode, Violation } from './types.ts';

/** 0-100 of one signal; null when it is unknown or neutral. */
export function signalScore(model: ScoringModel, code: SignalCode, value: SignalValue): number | null {
  const how = model.signals[code];
  if (value === null) return null;
  if ('curve' in how) return typeof value === 'number' ? round(onCurve(how.curve, value)) : null;
  return value === false ? how.absent : how.present;
}

/** Weighted mean of what is known; the unknown leaves it and never counts as zero. */
export function weightedMean(parts: { score: number | null; weight: number }[]): number | null {
  const known = parts.filter((part) => part.score !== null && part.weight > 0);
  const weight = known.reduce((sum, part) => sum + part.weight, 0);
  return weight === 0 ? null : round(known.reduce((sum, part) => sum + (part.score ?? 0) * part.weight, 0) / weight);
}

export function subScoresOf(model: ScoringModel, signals: SignalResult[], violations: Violation[], known: boolean): Record<SubScoreName, SubScore> {
  const of = (name: SubScoreName): SubScore => ({ score: known ? weightedMean(signals.filter((signal) => signal.subScore === name)) : null, weight: model.subScores[name] });
  const integrity = { score: known ? integrityOf(model, violations) : null, weight: model.subScores.integrity };
  return { content: of('content'), links: of('links'), trust: of('trust'), technical: of('technical'), integrity };
}

/** Only stops that a person has confirmed, and deductions, lower integrity. */
function integrityOf(model: ScoringModel, violations: Violation[]): number {
  const { full, confirmedStop, deduction } = model.integrity;
  const off = violations.map((violation) => {
    if (violation.level === 'stop') return violation.confirmed ? confirmedStop : 0;
    return violation.level === 'deduction' ? (deduction[violation.code] ?? 0) : 0;
  });
  return Math.max(0, full - off.reduce((sum, points) => sum + points, 0));
}

export const round = (value: number): number => Math.round(value * 10) / 10;
