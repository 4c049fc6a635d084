import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { row } from '../../src/db/client.ts';
import type { Ctx } from '../../src/lib/ctx.ts';
import { deliverBatch, liftSuppression, reconcileSending, resolveUnknown, withdrawNotices } from '../../src/notices/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { announce, deliveriesOf, ensureMailPace, leasesRunOut, makeAffiliates, makeScene, type Scene } from './scene.ts';

const testDb = useTestDb({ max: 10 });
let scene: Scene;
beforeAll(() => ensureMailPace(testDb()));
beforeEach(async () => {
  const { db } = testDb();
  for (const table of ['message', 'delivery', 'suppression', 'notice']) await db.execute(sql`delete from ${sql.identifier(table)}`);
  scene = await makeScene(db);
});

const staff = (): Ctx => scene.as({ kind: 'staff', staffId: 1, name: 'R', roles: ['reviewer'], scopes: null });

async function announced(count: number): Promise<number> {
  const affiliates = await makeAffiliates(testDb().db, count);
  return (await announce(scene, affiliates.map((each) => each.id))).causeId;
}
const states = async (causeId: number): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const { state } of await deliveriesOf(testDb().db, causeId)) found[state] = (found[state] ?? 0) + 1;
  return found;
};

describe('insertNotices', () => {
  it('writes notice, delivery and message once, however often it is called', async () => {
    const affiliates = await makeAffiliates(testDb().db, 30);
    const ids = affiliates.map((each) => each.id);
    const first = await announce(scene, ids.slice(0, 20));
    const again = await announce(scene, ids, { causeId: first.causeId });
    expect([first.written, again.written]).toEqual([20, 10]);
    const counts = await row<{ n: number; d: number; m: number }>(testDb().db, sql`select (select count(*)::int from notice) n, (select count(*)::int from delivery) d, (select count(*)::int from message) m`);
    expect(counts).toEqual({ n: 30, d: 30, m: 30 });
  });
});

describe('deliverBatch', () => {
  it('sends each due notice once, in the language of its reader, and states the date that holds', async () => {
    const causeId = await announced(25);
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 25, accepted: 25 });
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 0 });
    const rows = await deliveriesOf(testDb().db, causeId);
    expect(rows.every((each) => each.state === 'accepted' && each.accepted === '2013-12-06T09:31:00Z' && each.stated === '2013-12-10T16:00:00Z')).toBe(true);
    expect(new Set(scene.relay.sent.map((mail) => mail.to)).size).toBe(25);
    expect(scene.relay.sent.filter((mail) => mail.subject === '【重要】您的天猫推广跨店结算权限将于 2013 年 12 月 11 日关闭').length).toBe(13);
    expect(scene.relay.sent.filter((mail) => mail.subject.startsWith('Important:')).length).toBe(12);
  });

  it('gives each delivery a Message-ID of its own that stays the same over attempts', async () => {
    scene.relay.answer = (_mail, nth) => (nth <= 2 ? { kind: 'deferred', code: 451, response: '451 4.7.1 later' } : { kind: 'accepted', response: '250 ok' });
    const causeId = await announced(2);
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 2, deferred: 2 });
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 0 }); // not before its pause is over
    await leasesRunOut(testDb().db);
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 2, accepted: 2 });
    const ids = scene.relay.sent.map((mail) => mail.messageId);
    expect(ids.slice(2).sort()).toEqual(ids.slice(0, 2).sort());
    expect(new Set(ids).size).toBe(2);
    expect((await deliveriesOf(testDb().db, causeId)).map((each) => each.attempts)).toEqual([2, 2]);
  });

  it('sends nothing before its time', async () => {
    const [affiliate] = await makeAffiliates(testDb().db, 1);
    await announce(scene, [affiliate?.id ?? 0], { sendAfter: new Date('2013-12-06T10:00:00Z') });
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 0 });
    scene.clock.moveTo('2013-12-06T10:00:00Z');
    expect(await deliverBatch(scene.ctx)).toMatchObject({ accepted: 1 });
  });

  it('states a later date when the mail leaves after midnight, or so shortly before that the relay may take it after', async () => {
    const first = await announced(1);
    scene.clock.moveTo('2013-12-06T15:49:00Z'); // 23:49 in UTC+8
    await deliverBatch(scene.ctx);
    const second = await announced(1);
    scene.clock.moveTo('2013-12-06T15:55:00Z');
    await deliverBatch(scene.ctx);
    const third = await announced(1);
    scene.clock.moveTo('2013-12-07T01:00:00Z');
    await deliverBatch(scene.ctx);
    const stated = await Promise.all([first, second, third].map(async (causeId) => (await deliveriesOf(testDb().db, causeId))[0]?.stated));
    expect(stated).toEqual(['2013-12-10T16:00:00Z', '2013-12-11T16:00:00Z', '2013-12-11T16:00:00Z']);
    expect(scene.relay.sent[1]?.subject).toContain('12 月 12 日');
  });

  it('leaves a mail that was accepted too late for the date it states to a person', async () => {
    scene.relay.answer = () => {
      scene.clock.moveTo('2013-12-06T16:30:00Z'); // past midnight while the relay thought about it
      return { kind: 'accepted', response: '250 ok' };
    };
    const causeId = await announced(1);
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 1, unknown: 1, accepted: 0 });
    const [delivery] = await deliveriesOf(testDb().db, causeId);
    expect(delivery).toMatchObject({ state: 'unknown', accepted: null, stated: '2013-12-10T16:00:00Z' });
    await expect(resolveUnknown(staff(), { deliveryId: delivery?.id ?? 0, outcome: 'accepted', reason: 'seen in the log' })).rejects.toMatchObject({ code: 'CONFLICT' });
    scene.relay.answer = () => ({ kind: 'accepted', response: '250 ok' });
    await resolveUnknown(staff(), { deliveryId: delivery?.id ?? 0, outcome: 'resend', reason: 'the date had passed' });
    await deliverBatch(scene.ctx);
    expect((await deliveriesOf(testDb().db, causeId))[0]).toMatchObject({ state: 'accepted', stated: '2013-12-11T16:00:00Z' });
    expect(scene.relay.sent[1]?.messageId).not.toBe(scene.relay.sent[0]?.messageId);
    const audited = await row<{ actor: string; n: number }>(testDb().db, sql`select actor, count(*)::int as n from audit where action = 'notices.resolve' and subject_id = ${String(delivery?.id)} group by 1`);
    expect(audited).toEqual({ actor: 'staff:1', n: 1 });
  });

  it('silences an address after a permanent failure, says so, and opens it again', async () => {
    const [affiliate] = await makeAffiliates(testDb().db, 1);
    const email = affiliate?.email ?? '';
    scene.relay.answer = () => ({ kind: 'bounced', code: 550, response: '550 5.1.1 no such user' });
    await announce(scene, [affiliate?.id ?? 0]);
    expect(await deliverBatch(scene.ctx)).toMatchObject({ bounced: 1 });
    const second = await announce(scene, [affiliate?.id ?? 0]);
    expect(await deliverBatch(scene.ctx)).toMatchObject({ bounced: 1 });
    expect(scene.relay.sent).toHaveLength(1);
    expect((await deliveriesOf(testDb().db, second.causeId))[0]?.response).toBe('suppressed since 2013-12-06T09:31:00Z: 550 5.1.1 no such user');
    scene.relay.answer = () => ({ kind: 'accepted', response: '250 ok' });
    await expect(liftSuppression(scene.as({ kind: 'affiliate', affiliateId: affiliate?.id ?? 0, scopes: null }), { address: email })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await liftSuppression(staff(), { address: email.toUpperCase() })).toEqual({ bounced: 2 });
    await expect(liftSuppression(staff(), { address: email })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const [bounced] = await deliveriesOf(testDb().db, second.causeId);
    await resolveUnknown(staff(), { deliveryId: bounced?.id ?? 0, outcome: 'resend', reason: 'the mailbox is back' });
    expect(await deliverBatch(scene.ctx)).toMatchObject({ accepted: 1 });
  });

  it('does not silence an address because its relay refused the content', async () => {
    scene.relay.answer = () => ({ kind: 'bounced', code: 554, response: '554 5.7.1 looks like spam' });
    await announced(1);
    await deliverBatch(scene.ctx);
    expect(await row(testDb().db, sql`select 1 from suppression`)).toBeUndefined();
  });

  it('gives a deferred mail up after MAIL_RETRY_HOURS', async () => {
    scene.relay.answer = () => ({ kind: 'deferred', code: 451, response: '451 later' });
    const causeId = await announced(1);
    await deliverBatch(scene.ctx);
    await testDb().db.execute(sql`update delivery set first_tried_at = clock_timestamp() - interval '73 hours'`);
    await leasesRunOut(testDb().db);
    expect(await deliverBatch(scene.ctx)).toMatchObject({ bounced: 1, deferred: 0 });
    expect((await deliveriesOf(testDb().db, causeId))[0]?.response).toBe('given up after 72 hours: 451 later');
  });

  it('hands what cannot be rendered to a person and sends the rest', async () => {
    const causeId = await announced(3);
    await testDb().db.execute(sql`update notice set payload = payload || '{"failed":[{"code":"unheard_of"}]}' where id = (select min(id) from notice where cause_id = ${causeId})`);
    expect(await deliverBatch(scene.ctx)).toMatchObject({ accepted: 2, unknown: 1 });
    expect((await deliveriesOf(testDb().db, causeId)).find((each) => each.state === 'unknown')?.response).toContain('no requirement with the code unheard_of');
  });

  it('is nobody else’s to start', async () => {
    await expect(deliverBatch(staff())).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('several processes', () => {
  it('send each mail once', async () => {
    const causeId = await announced(300);
    const results = await Promise.all([1, 2, 3, 4].map(async () => {
      let accepted = 0;
      for (let some = await deliverBatch(scene.ctx, { limit: 40 }); some.claimed > 0; some = await deliverBatch(scene.ctx, { limit: 40 })) accepted += some.accepted;
      return accepted;
    }));
    expect(results.reduce((a, b) => a + b)).toBe(300);
    expect(scene.relay.sent).toHaveLength(300);
    expect(new Set(scene.relay.sent.map((mail) => mail.to)).size).toBe(300);
    expect(await states(causeId)).toEqual({ accepted: 300 });
  });

  it('keep the shared rate together', async () => {
    scene = await makeScene(testDb().db, { MAIL_RATE: 100 });
    await announced(120);
    await Promise.all([deliverBatch(scene.ctx, { limit: 60 }), deliverBatch(scene.ctx, { limit: 60 })]);
    const times = [...scene.relay.sentAt].sort((a, b) => a - b);
    expect(times).toHaveLength(120);
    // Slots are 10 ms apart and a busy machine is only ever late for one: no mail leaves before its slot. The allowance is for
    // a late first mail, against which the others are counted; two deliverers that did not share would be 600 ms ahead.
    times.forEach((time, n) => expect(time - (times[0] ?? 0)).toBeGreaterThan(n * 10 - 150));
  });
});

describe('after a crash', () => {
  it('a mail that the relay took is accepted at the relay’s time, one that it never took is sent once', async () => {
    scene.relay.answer = (_mail, nth) => (nth % 2 === 0 ? 'break, taken' : 'break, lost');
    const causeId = await announced(10);
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 10, broken: 10 });
    expect(await states(causeId)).toEqual({ sending: 10 });
    expect(await reconcileSending(scene.ctx)).toEqual({ released: 0, accepted: 0, neverSent: 0, unknown: 0 }); // the lease is not over
    await leasesRunOut(testDb().db);
    scene.clock.moveTo('2013-12-06T09:40:00Z');
    expect(await reconcileSending(scene.ctx)).toEqual({ released: 0, accepted: 5, neverSent: 5, unknown: 0 });
    scene.relay.answer = () => ({ kind: 'accepted', response: '250 ok' });
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 5, accepted: 5 });
    expect(scene.relay.taken.size).toBe(10);
    expect(await states(causeId)).toEqual({ accepted: 10 });
    expect((await deliveriesOf(testDb().db, causeId)).filter((each) => each.accepted === '2013-12-06T09:31:00Z')).toHaveLength(5);
  });

  it('what was claimed and never began is due again', async () => {
    const causeId = await announced(4);
    await testDb().db.execute(sql`update delivery set state = 'claimed', attempts = 1, wait_until = clock_timestamp() - interval '1 second'`);
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 0 });
    expect(await reconcileSending(scene.ctx)).toMatchObject({ released: 4 });
    expect(await deliverBatch(scene.ctx)).toMatchObject({ accepted: 4 });
    expect(await states(causeId)).toEqual({ accepted: 4 });
  });

  it('what a relay without a log may have taken waits for a person', async () => {
    scene = await makeScene(testDb().db, {}, { relayLog: { lookup: () => Promise.resolve(null) } });
    scene.relay.answer = () => 'break, taken';
    const causeId = await announced(1);
    await deliverBatch(scene.ctx);
    await leasesRunOut(testDb().db);
    expect(await reconcileSending(scene.ctx)).toMatchObject({ unknown: 1 });
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 0 });
    const [delivery] = await deliveriesOf(testDb().db, causeId);
    await expect(resolveUnknown(scene.ctx, { deliveryId: delivery?.id ?? 0, outcome: 'accepted', acceptedAt: new Date('2013-12-31'), reason: 'log' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await resolveUnknown(staff(), { deliveryId: delivery?.id ?? 0, outcome: 'accepted', reason: 'the relay’s owner looked it up' });
    expect((await deliveriesOf(testDb().db, causeId))[0]).toMatchObject({ state: 'accepted', accepted: '2013-12-06T09:31:00Z' });
    await expect(resolveUnknown(staff(), { deliveryId: delivery?.id ?? 0, outcome: 'resend', reason: 'again' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('a slow answer still counts after the row was given up as unknown', async () => {
    scene = await makeScene(testDb().db, {}, { relayLog: { lookup: () => Promise.resolve(null) } });
    let answer: () => void = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    let began: () => void = () => {};
    const begun = new Promise<void>((resolve) => (began = resolve));
    const mail = { ...scene.relay, close: () => Promise.resolve(), send: async () => { began(); await held; return { kind: 'accepted', response: '250 late' } as const; } };
    const causeId = await announced(1);
    const slow = deliverBatch({ ...scene.ctx, deps: { ...scene.ctx.deps, mail } });
    await begun;
    await leasesRunOut(testDb().db);
    expect(await reconcileSending(scene.ctx)).toMatchObject({ unknown: 1 });
    answer();
    await slow;
    expect((await deliveriesOf(testDb().db, causeId))[0]).toMatchObject({ state: 'accepted', response: '250 late' });
  });
});

describe('withdrawNotices', () => {
  const withdraw = (causeId: number, affiliateIds: number[]) => testDb().db.transaction((tx) => withdrawNotices(tx, { causeKind: 'sweep', causeId, kind: 'closing_announced', affiliateIds }));

  it('takes back what has not left, and names who was told nothing', async () => {
    const affiliates = await makeAffiliates(testDb().db, 4);
    const ids = affiliates.map((each) => each.id);
    const { causeId } = await announce(scene, ids);
    await deliverBatch(scene.ctx, { limit: 1 });
    const untold = await withdraw(causeId, ids);
    expect(untold.length).toBe(3);
    expect(await states(causeId)).toEqual({ accepted: 1, withdrawn: 3 });
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 0 });
  });

  it('does not let a mail that broke off leave again', async () => {
    scene.relay.answer = () => 'break, lost';
    const [affiliate] = await makeAffiliates(testDb().db, 1);
    const { causeId } = await announce(scene, [affiliate?.id ?? 0]);
    await deliverBatch(scene.ctx);
    expect(await withdraw(causeId, [affiliate?.id ?? 0])).toEqual([]);
    await leasesRunOut(testDb().db);
    await reconcileSending(scene.ctx);
    expect(await states(causeId)).toEqual({ withdrawn: 1 });
  });
});
