import type { Report } from '../../crawl/index.ts';
import type { SignalCode, SubScoreName } from '../../quality/index.ts';

export interface Contribution {
  /** Points of the whole score that it adds, and at most could. */
  adds: number;
  of: number;
}

/** What each known signal adds to the score, so that they and integrity sum up to it: the weighted mean of quality/score.ts taken apart. */
export function contributions({ subScores, measures }: Pick<Report, 'subScores' | 'measures'>): Map<SignalCode | 'integrity', Contribution> {
  const out = new Map<SignalCode | 'integrity', Contribution>();
  const parts = Object.entries(subScores) as [SubScoreName, { score: number | null; weight: number }][];
  const known = parts.filter(([, part]) => part.score !== null);
  const whole = sum(known.map(([, part]) => part.weight));
  if (whole === 0) return out;
  for (const [name, part] of known) {
    const of = (100 * part.weight) / whole;
    if (name === 'integrity') {
      out.set('integrity', { adds: ((part.score ?? 0) / 100) * of, of });
      continue;
    }
    const own = measures.filter((signal) => signal.subScore === name && signal.score !== null);
    const weight = sum(own.map((signal) => signal.weight));
    for (const signal of own) {
      const most = (of * signal.weight) / weight;
      out.set(signal.code, { adds: ((signal.score ?? 0) / 100) * most, of: most });
    }
  }
  return out;
}

const sum = (values: number[]): number => values.reduce((all, each) => all + each, 0);
