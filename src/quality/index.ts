export { catalogue, remedyFor } from './catalogue.ts';
export { SIGNAL_CODES, VIOLATION_CODES } from './codes.ts';
export { clickHosts, isClickHost } from './hosts/click-hosts.ts';
export { judge, MODEL_VERSION } from './judge.ts';
export type { Assessment, Bilingual, Evidence, JudgeInput, Locale, PageInput, PageRole, SignalCode, SignalResult, SignalValue, SubScore, SubScoreName, Violation, ViolationCode, ViolationLevel } from './types.ts';
