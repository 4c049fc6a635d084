import type { SiteView } from './site.ts';
import type { Bilingual, Evidence, SignalCode, SignalValue, SubScoreName, ViolationCode, ViolationLevel } from './types.ts';

/** One signal: what is measured, and in which sub-score it counts. Weight and curve are data of the scoring model. */
export interface Signal {
  code: SignalCode;
  subScore: SubScoreName;
  unit: string;
  title: Bilingual;
  /** null = unknown. */
  measure: (site: SiteView) => SignalValue;
}

/** One violation: pure, null when the site does not have it. */
export interface ViolationRule {
  code: ViolationCode;
  /** The gravest level it can have. */
  level: ViolationLevel;
  title: Bilingual;
  remedy: Bilingual;
  find: (site: SiteView) => { level: ViolationLevel; evidence: Evidence[] } | null;
}

/** No report needs more; the rest is the same again. */
export const MAX_EVIDENCE = 10;
