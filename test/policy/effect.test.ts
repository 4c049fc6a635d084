import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, rows } from '../../src/db/client.ts';
import { cancelSweep, checkPermission, foldLedger, keepPassing, publishedPolicy, reopenPermission, runSweepChunk, standingOf, startSweep, sweepStatus, takeEffect, verifyStanding } from '../../src/policy/index.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, announced, approved, at, eventsOf, judged, makeScene, type Member, noticesOf, PERMISSION, plan, publish, type Scene, startOver } from './scene.ts';

const testDb = useTestDb();
let db: Db;
let scene: Scene;
beforeEach(async () => {
  db = testDb().db;
  await startOver(testDb());
  scene = await makeScene(db);
  await publish(scene);
});

const ask = (m: { pid: string }, moment?: string | Date) => checkPermission(scene.approver, { permission: PERMISSION, pid: m.pid, ...(moment ? { at: new Date(moment) } : {}) });
const granted = async (m: { pid: string }, moment?: string | Date) => (await ask(m, moment)).granted;
const differing = async () => (await verifyStanding(scene.approver, PERMISSION)).differing;
async function reopen(m: Member): Promise<boolean> {
  return db.transaction(async (tx) => reopenPermission(tx, scene.system, { affiliateId: m.id, permission: PERMISSION, caseId: 1, policy: await publishedPolicy(tx, PERMISSION) }));
}

describe('settlement checks', () => {
  test('hold up to the last millisecond before the date, and not at exactly 00:00', async () => {
    const [bad, good] = await affiliates(scene, [40, 90]) as [Member, Member];
    const sweep = await announced(scene);
    await at(scene, '2013-12-10T23:59:59.999+08:00');
    expect(await granted(bad)).toBe(true);
    scene.deps.clock.moveTo('2013-12-11T00:00:00+08:00');
    // The ledger alone decides: nobody has brought the standing to it yet.
    expect(await granted(bad)).toBe(false);
    expect(await standingOf(scene.system, bad.id)).toMatchObject([{ state: 'closed', since: new Date('2013-12-10T16:00:00Z'), closing: null }]);
    expect(await differing()).toEqual([]);
    await runDueJobs(scene.deps);
    expect(await takeEffect(scene.system)).toBe(0);
    expect(await differing()).toEqual([]);
    await at(scene, '2013-12-12T09:00:00+08:00');
    expect(await granted(bad, '2013-12-10T23:59:59.999+08:00')).toBe(true);
    expect(await ask(bad, '2013-12-11T00:00:00+08:00')).toMatchObject({
      granted: false, state: 'closed', memberId: bad.memberId,
      decision: { kind: 'closing_scheduled', cause: { kind: 'sweep', id: sweep.id }, reasons: ['low_quality'], effectiveAt: new Date('2013-12-10T16:00:00Z') },
      interval: { from: new Date('2013-12-10T16:00:00Z'), until: null },
    });
    expect(await ask(bad, '2013-12-06T13:00:00+08:00')).toMatchObject({ decision: { kind: 'initial' }, interval: { until: new Date('2013-12-10T16:00:00Z') } });
    expect(await granted(good)).toBe(true);
    expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced accepted': 1, 'closed accepted': 1 });
    expect(scene.relay.sent.map((m) => m.to)).toEqual([bad, bad].map((m) => `m${m.memberId}@example.com`));
    expect(await sweepStatus(scene.author, sweep.id)).toMatchObject({ progress: { announced: 1, closed: 1, kept: 0 } });
  });

  test('answer the unknown, the time before the first event, the future and the malformed each in its way', async () => {
    const [mine, other] = await affiliates(scene, [90, 90]) as [Member, Member];
    const [never] = await affiliates(scene, [90], 'never') as [Member];
    expect(await ask({ pid: 'mm_1_2_3' })).toMatchObject({ granted: false, state: 'unknown_pid', memberId: null, decision: null, interval: null });
    expect(await ask(never)).toMatchObject({ granted: false, state: 'before_first_event', memberId: never.memberId, decision: null });
    expect(await ask(mine, '2013-12-06T11:59:59.999+08:00')).toMatchObject({ granted: false, state: 'before_first_event' });
    await expect(ask(mine, '2013-12-06T12:00:00.001+08:00')).rejects.toMatchObject({ code: 'AT_IN_FUTURE' });
    for (const pid of ['mm_1_2', 'MM_1_2_3', 'mm_1_2_3 ', "mm_1_2_3'--", '']) await expect(ask({ pid })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'pid' }] });
    const self = scene.as({ kind: 'affiliate', affiliateId: mine.id, scopes: null });
    expect(await checkPermission(self, { permission: PERMISSION, pid: mine.pid })).toMatchObject({ granted: true });
    const refusal = async (pid: string): Promise<unknown> => checkPermission(self, { permission: PERMISSION, pid }).catch((e: unknown) => e);
    expect(await refusal(other.pid)).toMatchObject({ code: 'NOT_FOUND', message: `PID ${other.pid} was not found` });
    expect(await refusal('mm_1_2_3')).toMatchObject({ code: 'NOT_FOUND', message: 'PID mm_1_2_3 was not found' });
  });

  test('an answer for a past moment is the same whatever happens later', async () => {
    const made = await affiliates(scene, [10, 20, 30, 40, 90]) as [Member, Member, Member, Member, Member];
    const [closes, comesBack, keeps, isCancelled] = made;
    const said = new Map<string, string>();
    const start = scene.deps.clock.now().getTime();
    /** Asks about every third hour so far, and both sides of each midnight: what was said before must be said again. */
    const askAll = async (): Promise<void> => {
      const now = scene.deps.clock.now().getTime();
      for (const m of made) {
        for (let t = start - 3_600_000; t < now; t += 3 * 3_600_000 - 1) {
          const answer = await ask(m, new Date(t));
          const text = JSON.stringify([answer.granted, answer.state, answer.decision?.id, answer.interval?.from]);
          const key = `${m.pid} ${new Date(t).toISOString()}`;
          expect(said.get(key) ?? text, key).toBe(text);
          said.set(key, text);
        }
      }
      expect(await differing()).toEqual([]);
    };
    await announced(scene);
    await at(scene, '2013-12-08T09:00:00+08:00');
    await askAll();
    await judged(scene, [keeps.id], [70]);
    await keepPassing(scene.system, [keeps.id]);
    await db.execute(sql`update delivery set state = 'bounced' where notice_id = (select id from notice where affiliate_id = ${isCancelled.id})`);
    await at(scene, '2013-12-11T00:00:00+08:00');
    await askAll();
    await judged(scene, [comesBack.id], [70]);
    await at(scene, '2013-12-13T10:00:00+08:00');
    expect(await reopen(comesBack)).toBe(true);
    await askAll();
    const second = await announced(scene); // closes `isCancelled` not again: it is pending still; `closes` is closed already
    expect((await sweepStatus(scene.author, second.id)).totals).toMatchObject({ close: 0, grant: 0 });
    await judged(scene, [comesBack.id, keeps.id], [5, 5]);
    await announced(scene);
    await at(scene, '2013-12-20T00:00:00+08:00');
    await askAll();
    expect(said.size).toBeGreaterThan(400);
    expect([await granted(closes), await granted(comesBack), await granted(keeps), await granted(isCancelled), await granted(made[4])]).toEqual([false, false, false, false, true]);
  });
});

describe('keeping who passes', () => {
  test('before the date the closing is cancelled, and who was told is told that it is kept, once', async () => {
    const [a, b] = await affiliates(scene, [40, 40]) as [Member, Member];
    const sweep = await announced(scene);
    await at(scene, '2013-12-10T23:59:59+08:00');
    await judged(scene, [a.id], [60]);
    expect(await keepPassing(scene.system, [b.id])).toEqual([]);
    expect(await Promise.all([keepPassing(scene.system), keepPassing(scene.system, [a.id])]).then((k) => k.flat())).toEqual([a.id]);
    await runDueJobs(scene.deps);
    await at(scene, '2013-12-11T00:00:00+08:00');
    expect([await granted(a), await granted(b)]).toEqual([true, false]);
    expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced accepted': 2, 'closed accepted': 1, 'kept accepted': 1 });
    expect(await eventsOf(db, sweep.id, 'closing_cancelled')).toEqual({ affiliates: 1, most: 1 });
    expect(await sweepStatus(scene.author, sweep.id)).toMatchObject({ progress: { kept: 1, closed: 1, scheduled: 0 } });
    expect(await differing()).toEqual([]);
  });

  test('an announcement that had not left is withdrawn, and nothing at all is sent', async () => {
    const [a, b] = await affiliates(scene, [40, 40]) as [Member, Member];
    const sweep = await announced(scene, { announceAt: '2013-12-06T17:31:00+08:00' });
    await judged(scene, [a.id], [60]);
    expect(await keepPassing(scene.system)).toEqual([a.id]);
    await at(scene, '2013-12-06T17:31:00+08:00');
    expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced withdrawn': 1, 'closing_announced accepted': 1 });
    expect(scene.relay.sent.map((m) => m.to)).toEqual([`m${b.memberId}@example.com`]);
    expect(await rows(db, sql`select 1 from message where affiliate_id = ${a.id}`)).toHaveLength(0);
    await at(scene, '2013-12-11T00:00:00+08:00');
    expect([await granted(a), await granted(b)]).toEqual([true, false]);
    expect(await differing()).toEqual([]);
  });

  test('from 00:00 of the date on it does nothing, even when the standing was not brought to it yet', async () => {
    const [a] = await affiliates(scene, [40]) as [Member];
    const sweep = await announced(scene);
    await judged(scene, [a.id], [99]);
    scene.deps.clock.moveTo('2013-12-11T00:00:00+08:00');
    expect(await keepPassing(scene.system)).toEqual([]);
    expect(await reopen(a)).toBe(false); // first the closing takes effect, then it can be undone
    const [took, kept] = await Promise.all([takeEffect(scene.system), keepPassing(scene.system)]);
    expect([took, kept]).toEqual([1, []]);
    expect(await reopen(a)).toBe(true);
    expect(await reopen(a)).toBe(false);
    await runDueJobs(scene.deps);
    expect(await granted(a)).toBe(true);
    expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced accepted': 1, 'closed accepted': 1 });
    expect(scene.relay.sent).toHaveLength(3); // announced, closed, re-opened
    expect(await differing()).toEqual([]);
  });
});

describe('cancelling a sweep', () => {
  test('before it ran it ends the plan and changes nobody', async () => {
    await affiliates(scene, [40]);
    for (const make of [plan, approved]) {
      const sweep = await make(scene);
      expect(await cancelSweep(scene.approver, sweep.id)).toMatchObject({ state: 'cancelled', cancelledAt: scene.deps.clock.now() });
      expect(await cancelSweep(scene.author, sweep.id)).toMatchObject({ state: 'cancelled' });
      await expect(startSweep(scene.author, sweep.id)).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(await eventsOf(db, sweep.id, 'closing_announced')).toEqual({ affiliates: 0, most: 0 });
    }
    await expect(cancelSweep({ ...scene.author, actor: { kind: 'machine', keyId: 1, name: 'm', scopes: ['sweep.read'] } }, 1)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(cancelSweep(scene.author, 999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('in the middle of its run it takes back what it announced, and writes no more', async () => {
    const made = await affiliates(scene, Array.from({ length: 150 }, () => 40));
    const sweep = await startSweep(scene.author, (await approved(scene, { announceAt: '2013-12-06T17:31:00+08:00' })).id);
    await runSweepChunk(scene.system, sweep.id);
    expect(await cancelSweep(scene.author, sweep.id)).toMatchObject({ state: 'cancelling' });
    await at(scene, '2013-12-06T17:31:00+08:00');
    expect(await sweepStatus(scene.author, sweep.id)).toMatchObject({ state: 'cancelled', progress: { announced: 100, kept: 100, deliveries: { withdrawn: 100 } } });
    expect(scene.relay.sent).toEqual([]);
    await at(scene, '2013-12-12T00:00:00+08:00');
    expect(await granted(made[0] as Member)).toBe(true);
    expect(await differing()).toEqual([]);
  });

  test('once announced, who was told is told that the closing is withdrawn, not that the site passes; what has taken effect stays', async () => {
    const [soon, later] = await affiliates(scene, [40, 40]) as [Member, Member];
    scene.relay.answer = (mail) => (mail.to.includes(later.memberId) ? { kind: 'deferred', code: 451, response: '451 later' } : { kind: 'accepted', response: '250' });
    const sweep = await announced(scene);
    scene.relay.answer = () => ({ kind: 'accepted', response: '250' });
    await db.execute(sql`update delivery set wait_until = null`);
    await at(scene, '2013-12-08T09:00:00+08:00');
    await at(scene, '2013-12-11T00:00:00+08:00');
    expect([await granted(soon), await granted(later)]).toEqual([false, true]);
    await cancelSweep(scene.author, sweep.id);
    const before = scene.relay.sent.length;
    await runDueJobs(scene.deps);
    await at(scene, '2013-12-20T00:00:00+08:00');
    expect([await granted(soon), await granted(later)]).toEqual([false, true]);
    expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced accepted': 2, 'closed accepted': 1, 'withdrawn accepted': 1 });
    expect(scene.relay.sent.slice(before).map(({ to, subject }) => ({ to, subject }))).toEqual([{ to: `m${later.memberId}@example.com`, subject: '您的天猫推广跨店结算权限不再关闭，此前的关闭安排已撤销' }]);
    expect(scene.relay.sent.at(-1)?.text).not.toContain('已达到');
    expect(await differing()).toEqual([]);
    expect(await foldLedger(db, later.id, PERMISSION)).toMatchObject({ state: 'granted', pendingSweepId: null, closing: null });
  });
});

test('a standing that is not what the ledger gives is named', async () => {
  const [a, b, c] = await affiliates(scene, [40, 40, 90]) as [Member, Member, Member];
  await announced(scene);
  expect(await differing()).toEqual([]);
  await db.execute(sql`update standing set state = 'closed' where affiliate_id = ${a.id}`);
  await db.execute(sql`update standing set pending_sweep_id = null where affiliate_id = ${b.id}`);
  await db.execute(sql`delete from standing where affiliate_id = ${c.id}`);
  expect((await differing()).toSorted()).toEqual([a.id, b.id, c.id].toSorted());
  await expect(db.execute(sql`update standing_event set effective_at = effective_at`)).rejects.toThrow();
});
