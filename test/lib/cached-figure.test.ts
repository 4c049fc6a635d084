import { expect, test } from 'vitest';
import { cachedFigure } from '../../src/lib/cached-figure.ts';
import type { Deps } from '../../src/lib/ctx.ts';
import { makeLog } from '../../src/lib/log.ts';

const makeDeps = (): Deps => ({ clock: { now: () => new Date('2013-12-06T00:00:00Z') }, log: makeLog('silent', false) }) as unknown as Deps;

test('is counted once for all who ask at the same time, and anew for another installation', async () => {
  const deps = makeDeps();
  let counted = 0;
  const ask = (of: Deps) => cachedFigure(of, 'n', 60_000, () => Promise.resolve({ n: (counted += 1) }));
  expect(await Promise.all([ask(deps), ask(deps), ask(deps)])).toEqual(Array.from({ length: 3 }, () => ({ n: 1, asOf: new Date('2013-12-06T00:00:00Z') })));
  expect(await ask(deps)).toMatchObject({ n: 1 });
  expect(await ask(makeDeps())).toMatchObject({ n: 2 });
});

test('is counted again in the background, and nobody is handed one that is too old', async () => {
  const deps = makeDeps();
  let counted = 0;
  const ask = (maxAgeMs: number) => cachedFigure(deps, 'n', maxAgeMs, () => Promise.resolve({ n: (counted += 1) }));
  expect(await ask(0)).toMatchObject({ n: 1 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await ask(0)).toMatchObject({ n: 2 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await ask(50)).toMatchObject({ n: 2 }); // older than a third: handed out, and counted behind
  await expect.poll(() => counted).toBe(3);
  expect(await ask(60_000)).toMatchObject({ n: 3 });
});

test('a count that failed is tried again at the next question', async () => {
  const deps = makeDeps();
  await expect(cachedFigure(deps, 'n', 60_000, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await cachedFigure(deps, 'n', 60_000, () => Promise.resolve({ n: 1 }))).toMatchObject({ n: 1 });
});
