import { expect, test } from 'vitest';
import { JudgePool } from '../../src/crawl/judge-pool.ts';
import { makeLog } from '../../src/lib/log.ts';
import { judge, type JudgeInput } from '../../src/quality/index.ts';
import { CLEAN, home, STUFFED } from './visits.ts';

const log = makeLog('silent', false);
const at = new Date('2013-12-06T12:00:00+08:00');
const site = (n: number, html: string | null): JudgeInput => ({ pages: [home(`http://s${n}.example.cn/`, html, at)], siteUrl: `http://s${n}.example.cn/`, memberId: String(n) });
/** Pages over which the judgement throws in its thread, which ends that thread. */
const deadly = (n: number, more: object = {}): JudgeInput => {
  const input = site(n, STUFFED);
  return { ...input, pages: input.pages.map((page) => ({ ...page, html: n as unknown as string, ...more })) };
};

test('threads say of every site what the judgement says in place', async () => {
  const pool = new JudgePool(log, 2);
  const inputs = Array.from({ length: 30 }, (_, n) => site(n + 1, n % 3 === 0 ? STUFFED : n % 3 === 1 ? CLEAN : null));
  expect(await Promise.all(inputs.map((input) => pool.judge(input)))).toEqual(inputs.map((input) => judge(input)));
});

test('a thread that ends over a site gives "unverifiable" for it alone, and the pool goes on', async () => {
  const pool = new JudgePool(log, 1);
  const inputs = [site(1, STUFFED), deadly(2), site(3, STUFFED), deadly(4, { stoppedAt: 'http://s.click.taobao.com/t?e=1' }), deadly(5), site(6, CLEAN)];
  const said = await Promise.all(inputs.map((input) => pool.judge(input)));
  expect(said.map((a) => a.score === null)).toEqual([false, true, false, true, true, false]);
  for (const lost of [1, 3, 4]) expect(said[lost]?.violations.map((v) => [v.code, v.level])).toEqual([['unverifiable', 'none']]);
  expect(said[2]).toEqual(judge(site(3, STUFFED)));
  expect(await pool.judge(site(7, CLEAN))).toEqual(judge(site(7, CLEAN)));
});

test('what cannot be judged in any way fails its own visit, and not the process', async () => {
  const pool = new JudgePool(log, 1);
  await expect(pool.judge({ ...site(1, CLEAN), pages: null as unknown as JudgeInput['pages'] })).rejects.toThrow();
  expect((await pool.judge(site(2, CLEAN))).score).not.toBeNull();
});
