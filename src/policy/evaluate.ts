import { FACTS, type FactValues } from '../facts/index.ts';
import type { Operator, PolicyDefinition, Requirement } from './definition.ts';

/** true = passes, false = fails, null = the fact is unknown. */
export type Verdict = boolean | null;

export interface Evaluation {
  /** false when any requirement fails; else null when any is unknown; else true. */
  passes: Verdict;
  /** Reason codes of the failed requirements, in the policy's order. */
  failed: string[];
}

/** Applies a policy to the facts of one affiliate. Pure; evaluate-sql.ts says the same for everybody at once. */
export function evaluate(definition: PolicyDefinition, facts: FactValues): Evaluation {
  const verdicts = definition.requirements.map((requirement) => ({ code: requirement.code, verdict: holds(requirement, facts[requirement.fact] ?? null) }));
  const failed = verdicts.filter((v) => v.verdict === false).map((v) => v.code);
  if (failed.length > 0) return { passes: false, failed };
  return { passes: verdicts.some((v) => v.verdict === null) ? null : true, failed };
}

/** Whether the fact meets one requirement. */
export function holds({ fact, operator, value }: Requirement, actual: number | null): Verdict {
  if (actual === null) return null;
  // Scores are kept in single precision, and compared in it here as in SQL.
  return FACTS[fact].type === 'score' ? COMPARE[operator](Math.fround(actual), Math.fround(value)) : COMPARE[operator](actual, value);
}

const COMPARE: Record<Operator, (actual: number, wanted: number) => boolean> = {
  gte: (a, b) => a >= b,
  gt: (a, b) => a > b,
  lte: (a, b) => a <= b,
  lt: (a, b) => a < b,
  eq: (a, b) => a === b,
};
