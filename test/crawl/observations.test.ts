import { beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { type Db, row } from '../../src/db/client.ts';
import { decideObservations, listObservations } from '../../src/crawl/index.ts';
import { rebuildFacts } from '../../src/facts/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, auditOf, makeScene, type Member, type Scene, staff, startOver } from '../policy/scene.ts';
import type { Ctx } from '../../src/lib/ctx.ts';
import { CLEAN, STUFFED, visitAll } from './visits.ts';

const testDb = useTestDb();
let db: Db;
let scene: Scene;
let reviewer: Ctx;
let m: Member;
async function open(env: Record<string, string> = {}): Promise<void> {
  db = testDb().db;
  await startOver(testDb());
  scene = await makeScene(db, env);
  reviewer = await staff(scene.operator, 'reviewer');
  [m] = await affiliates(scene, [null]) as [Member];
}
beforeEach(() => open());

const DAY1 = '2013-12-06T13:00:00+08:00';
const observations = (state: 'open' | 'confirmed' | 'rejected' | 'cleared' = 'open', ripe = false) => listObservations(reviewer, { state, ripe });
const stops = async (): Promise<number> => (await row<{ n: number }>(db, sql`select confirmed_stops as n from fact where affiliate_id = ${m.id}`))?.n ?? -1;

describe('a stop', () => {
  test('counts a second time only after 24 hours, and against nobody before a person has confirmed it', async () => {
    await visitAll(scene, DAY1, STUFFED);
    const [first] = await observations();
    expect(first).toMatchObject({ code: 'cookie_stuffing', state: 'open', times: 1, memberId: m.memberId });
    expect(JSON.stringify(first?.evidence)).toContain('s.click.taobao.com');
    await visitAll(scene, '2013-12-07T12:59:59.999+08:00', STUFFED);
    expect(await observations()).toMatchObject([{ id: first?.id, times: 1 }]);
    expect(await observations('open', true)).toEqual([]);
    await expect(decideObservations(reviewer, { ids: [first?.id ?? 0], decision: 'confirm' })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('seen 1 time(s); 2 at least 24 h apart') as string });
    await visitAll(scene, '2013-12-07T13:00:00+08:00', STUFFED);
    await visitAll(scene, '2013-12-07T14:00:00+08:00', STUFFED);
    expect(await observations('open', true)).toMatchObject([{ id: first?.id, times: 2 }]);
    expect(await stops()).toBe(0);

    await expect(decideObservations(scene.author, { ids: [first?.id ?? 0], decision: 'confirm' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(decideObservations(reviewer, { ids: [first?.id ?? 0, 99_999], decision: 'confirm' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(decideObservations(reviewer, { ids: [], decision: 'confirm' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await stops()).toBe(0);
    expect(await decideObservations(reviewer, { ids: [first?.id ?? 0], decision: 'confirm' })).toBe(1);
    expect(await stops()).toBe(1);
    expect(await auditOf(db, 'observation.confirm')).toMatchObject({ subjectId: String(first?.id), before: { state: 'open' }, after: { state: 'confirmed', code: 'cookie_stuffing' } });
    await expect(decideObservations(reviewer, { ids: [first?.id ?? 0], decision: 'reject' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await rebuildFacts(scene.operator)).toEqual({ affiliates: 1, differing: 0 });
  });

  test('confirmed lowers the next score, and is lifted by a visit that does not find it', async () => {
    await visitAll(scene, DAY1, STUFFED);
    await visitAll(scene, '2013-12-08T13:00:00+08:00', STUFFED);
    const score = async () => (await row<{ s: number }>(db, sql`select best_score as s from fact where affiliate_id = ${m.id}`))?.s ?? -1;
    const before = await score();
    await decideObservations(reviewer, { ids: (await observations()).map((o) => o.id), decision: 'confirm' });
    expect(await score()).toBe(before);
    await visitAll(scene, '2013-12-09T13:00:00+08:00', STUFFED);
    expect(await score()).toBeLessThan(before);
    expect(await stops()).toBe(1);
    await visitAll(scene, '2013-12-10T13:00:00+08:00', null); // shut out: neither guilt nor an escape
    expect(await stops()).toBe(1);
    expect(await observations('confirmed')).toMatchObject([{ times: 3, lastSeenAt: expect.stringContaining('2013-12-09') as string }]);
    await visitAll(scene, '2013-12-11T13:00:00+08:00', CLEAN);
    expect(await stops()).toBe(0);
    expect(await score()).toBeGreaterThanOrEqual(before);
    expect(await observations('cleared')).toHaveLength(1);
    await visitAll(scene, '2013-12-12T13:00:00+08:00', STUFFED); // done again: observed anew, from one
    expect(await observations()).toMatchObject([{ times: 1 }]);
    expect(await stops()).toBe(0);
  });

  test('by a home page that sends everybody on to a click host is observed too, though nothing could be read', async () => {
    const gone: Parameters<typeof visitAll>[2] = { redirect: 'http://s.click.taobao.com/t?e=1' };
    await visitAll(scene, DAY1, STUFFED);
    await visitAll(scene, '2013-12-07T13:00:00+08:00', gone);
    await visitAll(scene, '2013-12-08T13:00:00+08:00', gone);
    expect((await observations()).map((o) => [o.code, o.times])).toEqual([['cookie_stuffing', 1], ['forced_redirect', 2]]);
    await visitAll(scene, '2013-12-09T13:00:00+08:00', null);
    expect(await observations()).toHaveLength(2);
    await visitAll(scene, '2013-12-10T13:00:00+08:00', CLEAN);
    expect(await observations('cleared')).toHaveLength(2);
  });

  test('rejected counts nothing', async () => {
    await visitAll(scene, DAY1, STUFFED);
    await decideObservations(reviewer, { ids: (await observations()).map((o) => o.id), decision: 'reject' });
    expect(await stops()).toBe(0);
    expect(await observations('rejected')).toHaveLength(1);
  });

  test('confirms itself at the second time where no person is wanted', async () => {
    await open({ STOP_NEEDS_PERSON: 'false' });
    await visitAll(scene, DAY1, STUFFED);
    await visitAll(scene, '2013-12-07T12:00:00+08:00', STUFFED);
    expect([await stops(), (await observations()).length]).toEqual([0, 1]);
    await visitAll(scene, '2013-12-07T13:00:00+08:00', STUFFED);
    expect([await stops(), (await observations('confirmed')).length]).toEqual([1, 1]);
    expect(await rebuildFacts(scene.operator)).toMatchObject({ differing: 0 });
  });
});
