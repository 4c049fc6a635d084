import { v1 } from './models/v1.ts';
import { signals } from './signals/index.ts';
import type { Bilingual, Locale, SignalCode, SubScoreName, ViolationCode, ViolationLevel } from './types.ts';
import { violationRules } from './violations/index.ts';

/** What can be measured and found, made from the code itself, so that documents and pages cannot fall behind it. */
export const catalogue: {
  signals: { code: SignalCode; subScore: SubScoreName; unit: string; weight: number; title: Bilingual }[];
  violations: { code: ViolationCode; level: ViolationLevel; title: Bilingual; remedy: Bilingual }[];
} = {
  signals: signals.map(({ code, subScore, unit, title }) => ({ code, subScore, unit, weight: v1.signals[code].weight, title })),
  violations: violationRules.map(({ code, level, title, remedy }) => ({ code, level, title, remedy })),
};

/** How the affiliate repairs a violation; null for a code that is not one. */
export function remedyFor(code: string, locale: Locale): string | null {
  return catalogue.violations.find((violation) => violation.code === code)?.remedy[locale] ?? null;
}
