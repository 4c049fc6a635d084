import { onCurve } from './models/model.ts';
import { v1 } from './models/v1.ts';
import { signalScore, subScoresOf, weightedMean } from './score.ts';
import { signals } from './signals/index.ts';
import { siteViewOf } from './site.ts';
import type { Assessment, JudgeInput, SignalResult, Violation } from './types.ts';
import { violationRules } from './violations/index.ts';

/** The model that new assessments are made with. */
export const MODEL_VERSION = v1.version;

/**
 * Judges a site by its pages. Pure: no network, no clock, the same input gives the same assessment.
 * The score is null when no page could be read. An unconfirmed stop lowers no score.
 */
export function judge(input: JudgeInput): Assessment {
  const site = siteViewOf(input);
  const known = site.content.length > 0;
  const results: SignalResult[] = signals.map((signal) => {
    const value = rounded(signal.measure(site));
    return { code: signal.code, value, unit: signal.unit, score: signalScore(v1, signal.code, value), weight: v1.signals[signal.code].weight, subScore: signal.subScore };
  });
  const violations: Violation[] = violationRules.flatMap((rule) => {
    const found = rule.find(site);
    if (found === null) return [];
    const confirmed = found.level === 'stop' && (input.confirmed ?? []).includes(rule.code);
    return [{ code: rule.code, level: found.level, title: rule.title, remedy: rule.remedy, evidence: found.evidence, confirmed }];
  });
  const subScores = subScoresOf(v1, results, violations, known);
  return {
    score: known ? weightedMean(Object.values(subScores)) : null,
    subScores,
    signals: results,
    violations,
    modelVersion: v1.version,
    confidence: Math.round(onCurve(v1.confidence, site.content.length) * 100) / 100,
    pagesSeen: site.readable.length,
  };
}

const rounded = (value: SignalResult['value']): SignalResult['value'] => (typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value);
