import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliverBatch, deliveryCounts, deliveryTrouble, getMessage, listMessages, listNotices, readMessage, unreadCount } from '../../src/notices/index.ts';
import type { Ctx } from '../../src/lib/ctx.ts';
import { useTestDb } from '../helpers/db.ts';
import { startOver } from '../policy/scene.ts';
import { announce, ensureMailPace, makeAffiliates, makeScene, type Scene } from './scene.ts';

const testDb = useTestDb();
let scene: Scene;
let ids: number[];
beforeAll(() => ensureMailPace(testDb()));
beforeEach(async () => {
  await startOver(testDb());
  scene = await makeScene(testDb().db);
  ids = (await makeAffiliates(testDb().db, 4)).map((a) => a.id);
});

const self = (affiliateId = 0): Ctx => scene.as({ kind: 'affiliate', affiliateId, scopes: null });
const viewer = (): Ctx => scene.as({ kind: 'staff', staffId: 1, name: 'V', roles: ['viewer'], scopes: null });

test('a message is rendered in the language asked for, and looking at it so does not count as reading', async () => {
  const [mine = 0, other = 0] = ids;
  const { causeId } = await announce(scene, [mine]);
  const [head] = (await listMessages(self(mine), { affiliateId: mine, locale: 'en' })).messages;
  expect(head?.title).toBe('Your Tmall cross-store settlement permission closes no earlier than 11 December 2013');
  const messageId = head?.id ?? 0;
  await deliverBatch(scene.ctx);
  const chinese = await getMessage(self(mine), { messageId });
  expect(chinese).toMatchObject({
    affiliateId: mine, title: '天猫推广跨店结算权限将于 2013 年 12 月 11 日关闭', kind: 'closing_announced', cause: { kind: 'sweep', id: causeId },
    closing: { at: new Date('2013-12-10T16:00:00Z'), final: true }, about: { permission: 'cross_store_settlement', sites: [], caseId: null },
  });
  expect((await getMessage(viewer(), { messageId, locale: 'en' })).body).toContain('Site quality score');
  expect(await unreadCount(self(mine), mine)).toBe(1);
  expect((await readMessage(self(mine), { affiliateId: mine, messageId, locale: 'en' })).title).toContain('11 December 2013');
  expect(await unreadCount(self(mine), mine)).toBe(0);
  await expect(getMessage(self(other), { messageId })).rejects.toMatchObject({ code: 'NOT_FOUND', message: `message ${messageId} was not found` });
  await expect(getMessage(self(other), { messageId: 99_999 })).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'message 99999 was not found' });
  await expect(unreadCount(self(other), mine)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('what is not due yet is neither counted nor shown to the affiliate, and staff see it coming', async () => {
  const [mine = 0] = ids;
  await announce(scene, [mine]);
  await announce(scene, [mine], { sendAfter: new Date('2013-12-09T00:00:00Z') });
  expect(await unreadCount(self(mine), mine)).toBe(1);
  expect((await listNotices(self(mine), { affiliateId: mine })).notices).toHaveLength(1);
  const { notices } = await listNotices(viewer(), { affiliateId: mine });
  expect(notices.map((n) => n.sendAfter)).toEqual([new Date('2013-12-09T00:00:00Z'), new Date('2013-12-06T09:31:00Z')]);
  await expect(getMessage(viewer(), { messageId: notices[0]?.messageId ?? 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('notices of an affiliate come newest first, page by page, with where each mail is', async () => {
  const [mine = 0, other = 0] = ids;
  for (let n = 0; n < 5; n += 1) await announce(scene, [mine, other]);
  await deliverBatch(scene.ctx);
  const seen: number[] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const page = await listNotices(self(mine), { affiliateId: mine, limit: 2, ...(before === undefined ? {} : { before }) });
    seen.push(...page.notices.map((n) => n.noticeId));
    before = page.next;
    for (const { delivery } of page.notices) expect(delivery).toMatchObject({ state: 'accepted', attempts: 1, acceptedAt: new Date('2013-12-06T09:31:00Z'), statedEffectiveAt: new Date('2013-12-10T16:00:00Z') });
  }
  expect(seen).toHaveLength(5);
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
  await expect(listNotices(self(other), { affiliateId: mine })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

describe('trouble', () => {
  test('lists what bounced, is unknown or deferred, page by page, and counts it', async () => {
    scene.relay.answer = ({ to }) => {
      const turn = Number(/\d+/.exec(to)?.[0]) % 4;
      return turn === 1 ? { kind: 'bounced', code: 550, response: '550 5.1.1 no such user' } : turn === 2 ? { kind: 'deferred', code: 451, response: '451 later' } : { kind: 'accepted', response: '250 ok' };
    };
    await announce(scene, ids);
    await deliverBatch(scene.ctx);
    const all = await deliveryTrouble(viewer());
    expect(all.deliveries.map((d) => d.state).sort()).toEqual(['bounced', 'deferred']);
    expect(all.next).toBeNull();
    const [bounced] = (await deliveryTrouble(viewer(), { state: 'bounced' })).deliveries;
    expect(bounced).toMatchObject({ suppressed: true, withdrawn: false, response: '550 5.1.1 no such user', attempts: 1, kind: 'closing_announced', name: expect.stringContaining('会员') as string });
    const first = await deliveryTrouble(viewer(), { limit: 1 });
    const second = await deliveryTrouble(viewer(), { limit: 1, after: first.next ?? 0 });
    expect([...first.deliveries, ...second.deliveries].map((d) => d.deliveryId)).toEqual(all.deliveries.map((d) => d.deliveryId));
    expect(second.next).toBeNull();
    await expect(deliveryTrouble(self(ids[0]))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await deliveryCounts(viewer())).toMatchObject({ lastDay: { accepted: 2, bounced: 1, deferred: 1, pending: 0 }, unsettled: { bounced: 1, deferred: 1, unknown: 0 }, asOf: scene.clock.now() });
    await expect(deliveryCounts(self(ids[0]))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the last day is the last 24 hours of business time, whatever is older', async () => {
    expect((await deliveryCounts(viewer())).lastDay).toMatchObject({ accepted: 0, pending: 0 });
    for (const day of ['06', '07', '08', '09']) {
      scene.clock.moveTo(`2013-12-${day}T10:00:00Z`);
      await announce(scene, ids);
      await deliverBatch(scene.ctx);
    }
    scene.clock.moveTo('2013-12-09T11:00:00Z');
    await announce(scene, ids.slice(0, 1));
    const fresh = { ...viewer(), deps: { ...scene.ctx.deps } }; // another process, whose figures are its own
    expect((await deliveryCounts(fresh)).lastDay).toMatchObject({ accepted: 4, pending: 1 });
    scene.clock.moveTo('2013-12-12T00:00:00Z');
    expect((await deliveryCounts({ ...fresh, deps: { ...fresh.deps } })).lastDay).toMatchObject({ accepted: 0, pending: 0 });
  });
});
