import { beforeEach, describe, expect, test } from 'vitest';
import { affiliateStandings, keepPassing, listStandings, scoreHistogram, standingCounts, standingHistory, takeEffect } from '../../src/policy/index.ts';
import type { Ctx } from '../../src/lib/ctx.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, announced, approved, at, BAR, judged, makeScene, type Member, PERMISSION, publish, says, type Scene, staff, startOver } from './scene.ts';
import { startSweep } from '../../src/policy/index.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';

const testDb = useTestDb();
let scene: Scene;
let viewer: Ctx;
beforeEach(async () => {
  await startOver(testDb());
  scene = await makeScene(testDb().db);
  viewer = await staff(scene.operator, 'viewer');
  await publish(scene, [BAR, { fact: 'placements', operator: 'gte', value: 1, code: 'no_placement', title: says('PID'), remedy: says('add') }]);
});

const self = (m: Member): Ctx => scene.as({ kind: 'affiliate', affiliateId: m.id, scopes: null });
const mine = async (m: Member, ctx = self(m)) => (await affiliateStandings(ctx, m.id)).find((s) => s.permission === PERMISSION);

/** All pages of a list, with the number of pages. */
async function all(filter: Omit<Parameters<typeof listStandings>[1], 'permission'>) {
  const ids: number[] = [];
  for (let after = 0; ; ) {
    const page = await listStandings(viewer, { permission: PERMISSION, limit: 3, ...filter, after });
    ids.push(...page.rows.map((r) => r.affiliateId));
    if (page.next === null) return ids;
    after = page.next;
  }
}

describe('listStandings', () => {
  test('pages through everybody, by state and by score, without loss or repeat', async () => {
    const good = await affiliates(scene, [60, 61.5, 75, 100, 90, 64.9, 65]);
    const bad = await affiliates(scene, [59.9, 10, 0, null, 40]);
    const closed = await affiliates(scene, [20, 66, 70, 5], 'closed');
    await affiliates(scene, [80], 'never');
    const ids = (some: Member[]) => some.map((m) => m.id);
    await announced(scene);
    const failing = bad.filter((_, n) => n !== 3);
    const passing = closed.filter((_, n) => n === 1 || n === 2);
    expect(await all({})).toEqual(ids([...good, ...bad, ...closed]));
    expect(await all({ state: 'pending' })).toEqual(ids(failing));
    expect(await all({ state: 'granted' })).toEqual(ids([...good, ...bad, ...passing]));
    expect(await all({ state: 'closed' })).toEqual(ids(closed.filter((m) => !passing.includes(m))));
    expect(await all({ scoreFrom: 60, scoreTo: 65 })).toEqual([good[0]?.id, good[1]?.id, good[5]?.id]);
    expect(await all({ scoreFrom: 95 })).toEqual([good[3]?.id]);
    expect(await all({ scoreTo: 10, state: 'closed' })).toEqual([closed[3]?.id]);
    const { rows } = await listStandings(viewer, { permission: PERMISSION, state: 'pending' });
    expect(rows[0]).toEqual({
      affiliateId: bad[0]?.id, memberId: bad[0]?.memberId, name: '会员1', state: 'granted', since: new Date('2013-12-06T04:00:00Z'), closesAt: new Date('2013-12-10T16:00:00Z'), pending: true,
      bestScore: 59.9, sites: 1, hosts: [`s${bad[0]?.memberId}.example.cn`],
    });
    await expect(listStandings(self(good[0] as Member), { permission: PERMISSION })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('a closing whose moment has come is closed, also before its row says so', async () => {
    const [bad] = await affiliates(scene, [10]) as [Member];
    await announced(scene);
    scene.deps.clock.moveTo('2013-12-11T00:00:00+08:00');
    expect((await listStandings(viewer, { permission: PERMISSION })).rows).toMatchObject([{ affiliateId: bad.id, state: 'closed', pending: false, closesAt: null, since: new Date('2013-12-10T16:00:00Z') }]);
    expect((await listStandings(viewer, { permission: PERMISSION, state: 'pending' })).rows).toEqual([]);
  });
});

test('counts and the histogram agree with who stands where', async () => {
  await affiliates(scene, [0, 4.9, 5, 59.9, 60, 100, 99.9, null]);
  await affiliates(scene, [50, 70], 'closed');
  await announced(scene);
  const { permissions, asOf } = await standingCounts(viewer);
  expect(asOf).toEqual(scene.deps.clock.now());
  expect(permissions).toEqual({ [PERMISSION]: { granted: 9, closed: 1, pending: 4 }, open_api: { granted: 0, closed: 0, pending: 0 } });
  const found = await scoreHistogram(viewer, { permission: PERMISSION });
  expect(found).toMatchObject({ fact: 'best_score', threshold: 60, policyVersion: 1, unknown: 1, total: 9 });
  expect(found.bins.map((b) => b.affiliates)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 2]);
  expect(found.bins[11]).toEqual({ from: 55, to: 60, affiliates: 1 });
  expect(await scoreHistogram(viewer, { permission: 'open_api' })).toMatchObject({ threshold: null, policyVersion: null, total: 0 });
  const [someone] = await affiliates(scene, [1]) as [Member];
  await expect(standingCounts(self(someone))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(scoreHistogram(self(someone), { permission: PERMISSION })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

describe('affiliateStandings', () => {
  test('tells what is held, what closes when and why, and what is lacking now', async () => {
    const [good, bad, unknown] = await affiliates(scene, [80, 40, null]) as [Member, Member, Member];
    const [never] = await affiliates(scene, [10], 'never') as [Member];
    await announced(scene);
    expect(await mine(good)).toMatchObject({ state: 'granted', pendingSweepId: null, closesAt: null, reasons: [], passes: true, policyVersion: 1 });
    expect(await mine(never)).toMatchObject({ state: 'never', since: null, passes: false });
    expect((await mine(unknown))?.requirements.map((r) => r.passes)).toEqual([null, true]);
    const before = await mine(bad);
    expect(before).toMatchObject({ state: 'granted', reasons: ['low_quality'], passes: false, closesAt: new Date('2013-12-10T16:00:00Z'), closingStated: new Date('2013-12-10T16:00:00Z'), announcedAt: new Date('2013-12-06T04:00:00Z') });
    expect(before?.requirements[0]).toMatchObject({ code: 'low_quality', title: says('bar'), remedy: says('improve'), fact: 'best_score', operator: 'gte', threshold: 60, actual: 40, passes: false });
    // The version that announced it stays the measure, whatever is published since.
    await publish(scene, [{ ...BAR, value: 95 }]);
    await judged(scene, [bad.id], [70]);
    expect(await mine(bad)).toMatchObject({ policyVersion: 1, passes: true, requirements: [{ actual: 70, threshold: 60, passes: true }, {}] });
    expect(await mine(good)).toMatchObject({ policyVersion: 2, passes: false });
    expect((await affiliateStandings(viewer, bad.id)).map((s) => [s.permission, s.state])).toEqual([[PERMISSION, 'granted'], ['open_api', 'never']]);
    await expect(mine(bad, self(good))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(affiliateStandings(viewer, 999_999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('an announcement that has not left is known to staff alone', async () => {
    const [bad] = await affiliates(scene, [40]) as [Member];
    await startSweep(scene.author, (await approved(scene, { announceAt: '2013-12-06T17:31:00+08:00' })).id);
    await runDueJobs(scene.deps);
    expect(await mine(bad)).toMatchObject({ state: 'granted', pendingSweepId: null, reasons: [], announcedAt: null });
    expect((await standingHistory(self(bad), { affiliateId: bad.id })).events.map((e) => e.kind)).toEqual(['initial']);
    expect(await mine(bad, viewer)).toMatchObject({ reasons: ['low_quality'], announcedAt: new Date('2013-12-06T09:31:00Z'), closesAt: null, closingStated: null });
    await at(scene, '2013-12-06T17:31:00+08:00');
    expect(await mine(bad)).toMatchObject({ reasons: ['low_quality'], closesAt: new Date('2013-12-10T16:00:00Z') });
  });
});

test('the history tells every event, newest first, and which closings were taken back', async () => {
  const [kept, shut] = await affiliates(scene, [40, 30]) as [Member, Member];
  const sweep = await announced(scene);
  await judged(scene, [kept.id], [80]);
  await keepPassing(scene.system);
  scene.deps.clock.moveTo('2013-12-11T00:00:00+08:00');
  await takeEffect(scene.system);
  const { events } = await standingHistory(self(kept), { affiliateId: kept.id, permission: PERMISSION });
  expect(events.map((e) => [e.kind, e.cancelled, e.cause])).toEqual([
    ['closing_cancelled', false, { kind: 'repair', id: sweep.id }],
    ['closing_scheduled', true, { kind: 'sweep', id: sweep.id }],
    ['closing_announced', true, { kind: 'sweep', id: sweep.id }],
    ['initial', false, { kind: 'import', id: null }],
  ]);
  expect((await standingHistory(viewer, { affiliateId: shut.id })).events[0]).toMatchObject({ kind: 'closing_scheduled', outcome: 'closed', cancelled: false, reasons: ['low_quality'], effectiveAt: new Date('2013-12-10T16:00:00Z') });
  expect(await mine(shut)).toMatchObject({ state: 'closed', reasons: ['low_quality'], since: new Date('2013-12-10T16:00:00Z'), closesAt: null });
  const paged = await standingHistory(viewer, { affiliateId: kept.id, limit: 3 });
  const rest = await standingHistory(viewer, { affiliateId: kept.id, limit: 3, before: paged.next ?? 0 });
  expect([...paged.events, ...rest.events].map((e) => e.id)).toEqual(events.map((e) => e.id));
  expect(rest.next).toBeNull();
  await expect(standingHistory(self(shut), { affiliateId: kept.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
