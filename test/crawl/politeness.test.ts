import { expect, test } from 'vitest';
import { makePoliteness } from '../../src/crawl/politeness.ts';

/** Pauses are recorded, and pass at once. */
function recorded(delayMs: number) {
  const pauses: number[] = [];
  return { pauses, politeness: makePoliteness({ delayMs, sleep: (ms) => (pauses.push(ms), Promise.resolve()) }) };
}

test('requests overlap neither at a host nor at an address; strangers go side by side', async () => {
  const { politeness } = recorded(0);
  const running = new Map<string, number>();
  let together = 0;
  let most = 0;
  const visit = (host: string, address: string) =>
    politeness.run(host, address, async () => {
      for (const key of [host, address]) {
        running.set(key, (running.get(key) ?? 0) + 1);
        expect(running.get(key)).toBe(1);
      }
      most = Math.max(most, (together += 1));
      await new Promise((done) => setImmediate(done));
      together -= 1;
      for (const key of [host, address]) running.set(key, 0);
    });
  await Promise.all([visit('a', '1'), visit('b', '1'), visit('a', '2'), visit('c', '3'), visit('a', '1'), visit('b', '3'), visit('d', '4')]);
  expect(most).toBeGreaterThan(1);
});

test('a fault inside frees the place', async () => {
  const { politeness } = recorded(0);
  await expect(politeness.run('a', '1', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
  expect(await politeness.run('a', '1', () => Promise.resolve('next'))).toBe('next');
});

test('pauses: the least delay, the Crawl-delay up to 10 s, five times a slow fetch', async () => {
  const { politeness, pauses } = recorded(1_000);
  const quick = () => Promise.resolve();
  const slow = () => new Promise<void>((done) => setTimeout(done, 300));
  await politeness.run('a', null, quick);
  await politeness.run('a', null, quick, { crawlDelayMs: 60_000 });
  await politeness.run('a', null, slow);
  await politeness.run('a', null, quick);
  expect(pauses[0]).toBe(0);
  expect(pauses[1]).toBeGreaterThan(900);
  expect(pauses[1]).toBeLessThanOrEqual(1_000);
  expect(pauses[2]).toBeGreaterThan(9_900);
  expect(pauses[2]).toBeLessThanOrEqual(10_000);
  expect(pauses[3]).toBeGreaterThan(1_400);
});

test('another host at the same address waits too, and is told that it waited for others', async () => {
  const { politeness, pauses } = recorded(1_000);
  let queued = 0;
  await politeness.run('a', '1', () => Promise.resolve());
  await politeness.run('b', '1', () => Promise.resolve(), { onQueued: (ms) => (queued += ms) });
  expect(pauses[1]).toBeGreaterThan(900);
  expect(queued).toBeGreaterThan(900);
});
