import { expect, test } from 'vitest';
import { clockFrom, SimulatedClock } from '../../src/lib/clock.ts';

test('a simulated clock stands until it is moved, and never runs backwards', () => {
  const clock = new SimulatedClock('2013-12-06T17:31:00+08:00');
  expect(clock.now()).toEqual(new Date('2013-12-06T09:31:00Z'));
  clock.now().setFullYear(1999);
  expect(clock.now().getUTCFullYear()).toBe(2013);
  clock.moveTo('2013-12-06T17:31:00+08:00');
  clock.moveTo(new Date('2013-12-10T16:00:00Z'));
  expect(() => clock.moveTo('2013-12-10T15:59:59.999Z')).toThrow(RangeError);
  expect(() => clock.moveTo('soon')).toThrow(RangeError);
  expect(clock.now()).toEqual(new Date('2013-12-10T16:00:00Z'));
  expect(() => new SimulatedClock('soon')).toThrow('not a moment: soon');
});

test('a clock that starts elsewhere runs on at the pace of real time', () => {
  const clock = clockFrom(new Date('2013-12-06T17:31:00+08:00'));
  const first = clock.now().getTime();
  const began = performance.now();
  while (performance.now() - began < 30);
  const ran = clock.now().getTime() - first;
  expect(first).toBeGreaterThanOrEqual(Date.parse('2013-12-06T17:31:00+08:00'));
  expect(ran).toBeGreaterThanOrEqual(28);
  expect(ran).toBeLessThan(2_000);
});
