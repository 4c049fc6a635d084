import { describe, expect, test } from 'vitest';
import { CALENDAR_YEARS, civilDate, endOfWorkday, isWorkday, midnightAfter } from '../../src/lib/workdays.ts';

const cn = (text: string): Date => new Date(`${text}+08:00`);

describe('working days of mainland China', () => {
  test('know the make-up days and the days off of 2013', () => {
    for (const day of ['2013-09-29', '2013-10-12', '2013-02-16', '2013-12-06']) expect(isWorkday(day), day).toBe(true);
    for (const day of ['2013-10-01', '2013-10-07', '2013-10-05', '2013-12-07', '2013-02-11', '2013-01-01']) expect(isWorkday(day), day).toBe(false);
  });

  test('of a year that is not known are refused, never guessed', () => {
    for (const day of ['2027-01-01', '2003-12-31', '0000-01-01', 'soon']) {
      expect(() => isWorkday(day), day).toThrow(expect.objectContaining({ code: 'NO_KNOWN_CALENDAR' }) as Error);
    }
    expect(isWorkday(`${CALENDAR_YEARS.last}-01-01`)).toBe(false);
    expect(() => endOfWorkday(cn('2026-12-31T09:00:00'), 1)).toThrow(expect.objectContaining({ code: 'NO_KNOWN_CALENDAR' }) as Error);
  });
});

test('the day of the question does not count, and a day begins at 00:00 in UTC+8', () => {
  expect(endOfWorkday(cn('2013-12-06T00:00:00'), 1)).toEqual(cn('2013-12-10T00:00:00'));
  expect(endOfWorkday(cn('2013-12-06T23:59:59.999'), 1)).toEqual(cn('2013-12-10T00:00:00'));
  expect(endOfWorkday(cn('2013-12-07T10:00:00'), 3)).toEqual(cn('2013-12-12T00:00:00'));
  expect(civilDate(new Date('2013-12-05T16:00:00Z'))).toBe('2013-12-06');
  expect(civilDate(new Date('2013-12-05T15:59:59.999Z'))).toBe('2013-12-05');
});

test('notice given on the 6th with five days closes at 00:00 of the 11th, whatever the hour', () => {
  for (const hour of ['00:00:00', '17:31:00', '23:59:59.999']) expect(midnightAfter(cn(`2013-12-06T${hour}`), 5)).toEqual(cn('2013-12-11T00:00:00'));
  expect(midnightAfter(cn('2013-12-07T00:00:00'), 5)).toEqual(cn('2013-12-12T00:00:00'));
  expect(midnightAfter(cn('2013-12-30T12:00:00'), 5)).toEqual(cn('2014-01-04T00:00:00'));
});
