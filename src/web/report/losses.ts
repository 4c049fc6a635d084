import type { Report } from '../../crawl/index.ts';
import type { SignalCode, SignalValue } from '../../quality/index.ts';
import { contributions } from './contributions.ts';

/** A signal that keeps the score from being higher. */
export interface Loss {
  code: SignalCode;
  title: { 'zh-CN': string; en: string };
  value: SignalValue;
  unit: string;
  /** Points of the whole score that it lacks, and that it could add at most. */
  lost: number;
  of: number;
}

/** Less than this is not worth a reader's attention, in points of the whole score. */
const WORTH = 1;
const SHOWN = 4;
/** From here on nobody needs to be told what to improve. */
const GOOD_ENOUGH = 80;

/** What costs a score most, gravest first; nothing for a score that is well above what is asked. */
export function losses(report: Pick<Report, 'score' | 'subScores' | 'measures'>, asked: number | null): Loss[] {
  if (report.score === null || report.score >= Math.max(GOOD_ENOUGH, asked ?? 0)) return [];
  const adds = contributions(report);
  return report.measures
    .flatMap(({ code, title, value, unit }): Loss[] => {
      const part = adds.get(code);
      return part && part.of - part.adds >= WORTH ? [{ code, title, value, unit, lost: part.of - part.adds, of: part.of }] : [];
    })
    .sort((a, b) => b.lost - a.lost)
    .slice(0, SHOWN);
}
