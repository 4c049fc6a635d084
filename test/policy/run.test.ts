import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, rows } from '../../src/db/client.ts';
import { checkPermission, runSweepChunk, scheduleAcceptedClosings, standingOf, startSweep, sweepStatus, verifyStanding } from '../../src/policy/index.ts';
import { resolveUnknown } from '../../src/notices/index.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, announced, approved, at, auditOf, crashing, eventsOf, judged, makeScene, type Member, noticesOf, PERMISSION, publish, type Scene, startOver } from './scene.ts';

const testDb = useTestDb();
let db: Db;
let scene: Scene;
beforeEach(async () => {
  db = testDb().db;
  await startOver(testDb());
  scene = await makeScene(db);
  await publish(scene);
});

const many = (n: number, score: number) => Array.from({ length: n }, () => score);
const closesAt = async (m: Member): Promise<string | undefined> => (await standingOf(scene.system, m.id))[0]?.closing?.at.toISOString();

describe('starting', () => {
  test('is refused before the approval, to who may not, and when the facts have moved too far', async () => {
    const made = await affiliates(scene, [...many(10, 40), ...many(50, 80)]);
    const sweep = await approved(scene);
    await expect(startSweep({ ...scene.approver, actor: { kind: 'affiliate', affiliateId: made[0]?.id ?? 0, scopes: null } }, sweep.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(startSweep(scene.author, 99_999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await judged(scene, made.slice(0, 4).map((m) => m.id), many(4, 90));
    await expect(startSweep(scene.author, sweep.id)).rejects.toMatchObject({ code: 'STALE_PLAN', message: expect.stringMatching(/4 of \d+ decisions/) as string });
    expect(await sweepStatus(scene.author, sweep.id)).toMatchObject({ state: 'approved' });
    await judged(scene, made.slice(0, 4).map((m) => m.id), many(4, 40));
    expect(await startSweep(scene.author, sweep.id)).toMatchObject({ state: 'running' });
    expect(await auditOf(db, 'sweep.run')).toMatchObject({ subjectId: String(sweep.id), after: { drift: { differing: 0 } } });
    expect(await startSweep(scene.author, sweep.id)).toMatchObject({ state: 'running' });
    expect(scene.deps.queue.take().filter((job) => job.name === 'sweep-run')).toHaveLength(1);
    await runDueJobs(scene.deps);
    expect(await startSweep(scene.author, sweep.id)).toMatchObject({ state: 'announced' });
  });
});

describe('running in chunks', () => {
  test('a run that breaks in the middle goes on to the same end: one event, one notice, one mail each', async () => {
    await affiliates(scene, many(250, 40));
    await affiliates(scene, many(30, 80), 'closed');
    const sweep = await startSweep(scene.author, (await approved(scene)).id);
    expect(await runSweepChunk(scene.system, sweep.id)).toMatchObject({ finished: false, announced: 100, granted: 0 });
    await expect(runSweepChunk(crashing(scene.system), sweep.id)).rejects.toThrow('crashed');
    expect(await sweepStatus(scene.author, sweep.id)).toMatchObject({ state: 'running', progress: { toWrite: 280, announced: 100 } });
    await runDueJobs(scene.deps);
    expect(await sweepStatus(scene.author, sweep.id)).toMatchObject({ state: 'announced', progress: { announced: 250, granted: 30, scheduled: 250, deliveries: { accepted: 250 } } });
    expect(await runSweepChunk(scene.system, sweep.id)).toBeUndefined();
    expect(await eventsOf(db, sweep.id, 'closing_announced')).toEqual({ affiliates: 250, most: 1 });
    expect(await eventsOf(db, sweep.id, 'closing_scheduled')).toEqual({ affiliates: 250, most: 1 });
    expect(await eventsOf(db, sweep.id, 'reopened')).toEqual({ affiliates: 30, most: 1 });
    expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced accepted': 250, 'reopened accepted': 30 });
    expect(new Set(scene.relay.sent.map((m) => m.to)).size).toBe(scene.relay.sent.length);
    expect((await verifyStanding(scene.approver, PERMISSION)).differing).toEqual([]);
  });

  test('two runners at once write each row once', async () => {
    await affiliates(scene, many(350, 30));
    const sweep = await startSweep(scene.author, (await approved(scene)).id);
    const runner = async (): Promise<number> => {
      let announcedHere = 0;
      while ((await sweepStatus(scene.author, sweep.id)).state === 'running') announcedHere += (await runSweepChunk(scene.system, sweep.id))?.announced ?? 0;
      return announcedHere;
    };
    const [a, b] = await Promise.all([runner(), runner()]);
    expect((a ?? 0) + (b ?? 0)).toBe(350);
    expect(await eventsOf(db, sweep.id, 'closing_announced')).toEqual({ affiliates: 350, most: 1 });
    expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced pending': 350 });
    await runDueJobs(scene.deps);
  });

  test('who repaired between plan and run is passed over, and so is who cannot be judged any more', async () => {
    const made = await affiliates(scene, [...many(3, 40), ...many(400, 90)]);
    const [repaired, unknown, still] = made as [Member, Member, Member];
    const sweep = await startSweep(scene.author, (await approved(scene)).id);
    await judged(scene, [repaired.id], [75]);
    await db.execute(sql`update fact set best_score = null where affiliate_id = ${unknown.id}`);
    await runDueJobs(scene.deps);
    expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced accepted': 1 });
    expect(await closesAt(still)).toBeDefined();
    for (const m of [repaired, unknown]) expect(await standingOf(scene.system, m.id)).toMatchObject([{ state: 'granted', pendingSweepId: null, closing: null }]);
  });
});

describe('notice and date', () => {
  test('all mails leave at the moment announced, and close at 00:00 of the 5th day after', async () => {
    const made = await affiliates(scene, many(5, 40));
    const sweep = await announced(scene, { announceAt: '2013-12-06T17:31:00+08:00' });
    expect(scene.relay.sent).toEqual([]);
    expect(await sweepStatus(scene.author, sweep.id)).toMatchObject({ state: 'announced', progress: { announced: 5, scheduled: 0, deliveries: { pending: 5 } } });
    await at(scene, '2013-12-06T17:30:59.999+08:00');
    expect(scene.relay.sent).toEqual([]);
    await at(scene, '2013-12-06T17:31:00+08:00');
    expect(scene.relay.sent).toHaveLength(5);
    expect(scene.relay.sent[0]?.text).toContain('12 月 11 日');
    for (const m of made) expect(await closesAt(m)).toBe('2013-12-10T16:00:00.000Z');
  });

  test('accepted after midnight closes a day later, and the mail says that day', async () => {
    const [late] = await affiliates(scene, many(1, 40));
    await announced(scene, { announceAt: '2013-12-06T23:59:00+08:00' });
    let tries = 0;
    scene.relay.answer = () => ((tries += 1) === 1 ? { kind: 'deferred', code: 451, response: '451 4.3.0 later' } : { kind: 'accepted', response: '250 ok' });
    await at(scene, '2013-12-06T23:59:00+08:00');
    expect(await closesAt(late as Member)).toBeUndefined();
    await db.execute(sql`update delivery set wait_until = clock_timestamp() - interval '1 second' where state = 'deferred'`);
    await at(scene, '2013-12-07T00:30:00+08:00');
    expect(scene.relay.sent.at(-1)?.text).toContain('12 月 12 日');
    expect(await closesAt(late as Member)).toBe('2013-12-11T16:00:00.000Z');
  });

  test('a mail that bounced or is unknown closes nobody, until a person has settled it', async () => {
    const [bounced, lost, fine] = await affiliates(scene, many(3, 40)) as [Member, Member, Member];
    scene.relay.answer = (mail) => (mail.to.includes(bounced.memberId) ? { kind: 'bounced', code: 550, response: '550 5.1.1 no such user' } : mail.to.includes(lost.memberId) ? 'break, lost' : { kind: 'accepted', response: '250 ok' });
    const sweep = await announced(scene);
    expect(await noticesOf(db, sweep.id)).toEqual({ 'closing_announced accepted': 1, 'closing_announced bounced': 1, 'closing_announced sending': 1 });
    await at(scene, '2013-12-12T09:00:00+08:00');
    expect(await standingOf(scene.system, fine.id)).toMatchObject([{ state: 'closed' }]);
    for (const m of [bounced, lost]) {
      expect(await standingOf(scene.system, m.id)).toMatchObject([{ state: 'granted', pendingSweepId: sweep.id, closing: null }]);
      expect(await checkPermission(scene.approver, { permission: PERMISSION, pid: m.pid })).toMatchObject({ granted: true });
    }
    const [held] = await rows<{ id: number }>(db, sql`select d.id from delivery d join notice n on n.id = d.notice_id where n.affiliate_id = ${bounced.id}`);
    await resolveUnknown(scene.approver, { deliveryId: held?.id ?? 0, outcome: 'resend', reason: 'the address was corrected' });
    await db.execute(sql`update suppression set lifted_at = since`);
    scene.relay.answer = () => ({ kind: 'accepted', response: '250 ok' });
    await runDueJobs(scene.deps);
    expect(await closesAt(bounced)).toBe('2013-12-16T16:00:00.000Z'); // five days from the new acceptance, not from the first try
  });

  test('a closing that could not be written in time takes effect when it is written, never before', async () => {
    const [m] = await affiliates(scene, many(1, 40)) as [Member];
    await startSweep(scene.author, (await approved(scene)).id);
    // The mail is accepted, and the process ends before the closing is written.
    const killed = <T extends object>(target: T): T => new Proxy(target, { get: (on, name) => {
      const value: unknown = Reflect.get(on, name);
      if (name === 'execute') return (query: Parameters<Db['execute']>[0]) => {
        if (JSON.stringify(query).includes('closing_scheduled')) throw new Error('killed');
        return (on as unknown as Db).execute(query);
      };
      if (name === 'transaction') return (work: (tx: object) => Promise<unknown>, ...rest: []) => (on as unknown as Db).transaction((tx) => work(killed(tx)), ...rest);
      return value;
    } });
    const dying = { ...scene.deps, db: killed(db) };
    await expect(runDueJobs(dying)).rejects.toThrow('killed');
    expect(scene.relay.sent.filter((mail) => mail.to.includes(m.memberId))).toHaveLength(1);
    scene.deps.clock.moveTo('2013-12-15T10:00:00+08:00');
    expect(await checkPermission(scene.approver, { permission: PERMISSION, pid: m.pid })).toMatchObject({ granted: true });
    expect(await scheduleAcceptedClosings(scene.system)).toBe(1);
    expect(await scheduleAcceptedClosings(scene.system)).toBe(0);
    expect(await checkPermission(scene.approver, { permission: PERMISSION, pid: m.pid, at: new Date('2013-12-15T09:59:59.999+08:00') })).toMatchObject({ granted: true });
    expect(await checkPermission(scene.approver, { permission: PERMISSION, pid: m.pid })).toMatchObject({ granted: false, interval: { from: new Date('2013-12-15T02:00:00Z') } });
    await runDueJobs(scene.deps);
    expect((await verifyStanding(scene.approver, PERMISSION)).differing).toEqual([]);
  });
});
