import chineseDays from 'chinese-days';
import { AppError } from './errors.ts';

const DAY_MS = 86_400_000;
/** The network's civil time: UTC+8 all year (mainland China has had no daylight saving since 1991). */
export const UTC8_MS = 8 * 3_600_000;
/** Years of which the State Council's arrangement of days off and make-up days is in the data. */
export const CALENDAR_YEARS = { first: 2004, last: 2026 } as const;

/** The civil date in UTC+8 of a moment, as YYYY-MM-DD. */
export function civilDate(at: Date): string {
  return new Date(at.getTime() + UTC8_MS).toISOString().slice(0, 10);
}

/** 00:00 in UTC+8 of the `days`-th calendar day after the civil day of `at`. */
export function midnightAfter(at: Date, days: number): Date {
  const day = Math.floor((at.getTime() + UTC8_MS) / DAY_MS);
  return new Date((day + days) * DAY_MS - UTC8_MS);
}

/**
 * True when the civil date (YYYY-MM-DD) is a working day of mainland China, make-up Saturdays and Sundays included.
 * @throws NO_KNOWN_CALENDAR for a year outside the data: the library would call its holidays ordinary days.
 */
export function isWorkday(date: string): boolean {
  const year = Number(date.slice(0, 4));
  if (!(year >= CALENDAR_YEARS.first && year <= CALENDAR_YEARS.last)) {
    throw new AppError('NO_KNOWN_CALENDAR', `the Chinese working-day calendar of ${year} is not known (known: ${CALENDAR_YEARS.first}-${CALENDAR_YEARS.last})`);
  }
  return chineseDays.isWorkday(date);
}

/**
 * The end of the `days`-th working day after the civil day of `at` (24:00 in UTC+8, so 00:00 of the day after).
 * The day of `at` itself does not count: asked on a Friday, three working days end on Wednesday at 24:00.
 */
export function endOfWorkday(at: Date, days: number): Date {
  let day = midnightAfter(at, 0);
  for (let left = days; left > 0; ) {
    day = new Date(day.getTime() + DAY_MS);
    if (isWorkday(civilDate(day))) left -= 1;
  }
  return new Date(day.getTime() + DAY_MS);
}
