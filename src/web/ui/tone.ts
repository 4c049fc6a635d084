/** How good or bad a thing is; each has a text, a soft background and a border in both themes. */
export const TONES = ['good', 'warn', 'bad', 'info', 'plain'] as const;
export type Tone = (typeof TONES)[number];

/** Class names that are set, in one string. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

/** The band of a score against what is asked (60 unless told): reached, within 20 points, further below. */
export function bandOf(score: number, threshold = 60): Tone {
  if (score >= threshold) return 'good';
  return score >= threshold - 20 ? 'warn' : 'bad';
}
