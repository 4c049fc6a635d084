const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** At and above this score a site is visited once a month; below it, and without a violation, once a week. */
export const GOOD_SCORE = 70;

/**
 * When a site is visited next: 24 h and 7 days after the first visits, then 30 days for a good site, 7 for a borderline
 * one, 1 after a violation (QUALITY, crawl policy). Jittered by up to a tenth, the same for the same site and visit.
 */
export function nextVisit(input: { at: Date; resourceId: number; visits: number; score: number | null; violated: boolean }): Date {
  const jitter = (((input.resourceId * 2_654_435_761 + input.visits * 40_503) >>> 0) % 1_000) / 1_000;
  return new Date(input.at.getTime() + Math.round(intervalMs(input) * (1 + jitter / 10)));
}

function intervalMs({ visits, score, violated }: { visits: number; score: number | null; violated: boolean }): number {
  if (violated || visits <= 1) return DAY_MS;
  if (visits === 2) return 7 * DAY_MS;
  return score !== null && score >= GOOD_SCORE ? 30 * DAY_MS : 7 * DAY_MS;
}
