import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GOOD_SCORE, nextVisit } from '../../src/crawl/next-visit.ts';

const DAY = 86_400_000;
const at = new Date('2013-12-06T12:00:00+08:00');
const days = (more: Partial<Parameters<typeof nextVisit>[0]>): number => (nextVisit({ at, resourceId: 7, visits: 9, score: 90, violated: false, ...more }).getTime() - at.getTime()) / DAY;

test('a day and a week after the first two visits, then a month for a good site and a week for a borderline one', () => {
  const expected: [Partial<Parameters<typeof nextVisit>[0]>, number][] = [
    [{ visits: 1 }, 1], [{ visits: 2 }, 7], [{ visits: 3 }, 30], [{ visits: 3, score: GOOD_SCORE }, 30], [{ score: 69.9 }, 7], [{ score: null }, 7], [{ violated: true }, 1], [{ visits: 2, violated: true }, 1],
  ];
  for (const [given, about] of expected) {
    expect(days(given)).toBeGreaterThanOrEqual(about);
    expect(days(given)).toBeLessThanOrEqual(about * 1.1);
  }
});

test('the same visit is always due at the same moment, and sites spread over a tenth of the pause', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.integer({ min: 0, max: 1_000 }), (resourceId, visits) => {
    const pause = days({ resourceId, visits });
    expect(pause).toBe(days({ resourceId, visits }));
    expect(pause).toBeGreaterThanOrEqual(1);
    expect(pause).toBeLessThanOrEqual(33);
  }));
  const spread = Array.from({ length: 1_000 }, (_, i) => days({ resourceId: i + 1 }));
  expect(new Set(spread.map((d) => Math.floor((d - 30) * 5))).size).toBeGreaterThan(10);
});
