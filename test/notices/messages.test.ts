import { beforeAll, describe, expect, it } from 'vitest';
import { deliverBatch, listMessages, noticesOfSweep, readMessage } from '../../src/notices/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { announce, ensureMailPace, makeAffiliates, makeScene } from './scene.ts';

const testDb = useTestDb();
beforeAll(() => ensureMailPace(testDb()));

describe('the message centre', () => {
  it('shows a notice in the reader’s language from its time on, and counts it as read once the affiliate opened it', async () => {
    const scene = await makeScene(testDb().db);
    const [mine, other] = await makeAffiliates(testDb().db, 2);
    const affiliateId = mine?.id ?? 0;
    const me = scene.as({ kind: 'affiliate', affiliateId, scopes: null });
    await announce(scene, [affiliateId], { sendAfter: new Date('2013-12-06T10:00:00Z') });
    expect(await listMessages(me, { affiliateId })).toEqual({ messages: [], unread: 0, next: null });

    scene.clock.moveTo('2013-12-06T10:00:00Z');
    const { messages, unread } = await listMessages(me, { affiliateId });
    expect(unread).toBe(1);
    expect(messages[0]).toMatchObject({ kind: 'closing_announced', title: '天猫推广跨店结算权限最早将于 2013 年 12 月 11 日关闭', readAt: null });
    const messageId = messages[0]?.id ?? 0;

    await readMessage(scene.as({ kind: 'staff', staffId: 1, name: 'V', roles: ['viewer'], scopes: null }), { affiliateId, messageId });
    expect((await listMessages(me, { affiliateId })).unread).toBe(1);
    await deliverBatch(scene.ctx);
    const read = await readMessage(me, { affiliateId, messageId });
    expect(read.title).toBe('天猫推广跨店结算权限将于 2013 年 12 月 11 日关闭');
    expect(read.body).toContain('站点质量分（当前：43.3 分；要求：不低于 60 分）');
    expect((await listMessages(me, { affiliateId })).unread).toBe(0);

    const stranger = scene.as({ kind: 'affiliate', affiliateId: other?.id ?? 0, scopes: null });
    await expect(readMessage(stranger, { affiliateId, messageId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(readMessage(stranger, { affiliateId: other?.id ?? 0, messageId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listMessages(stranger, { affiliateId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listMessages(stranger, { affiliateId: other?.id ?? 0 })).messages).toEqual([]);
  });

  it('hides a message before its time from whoever knows its id', async () => {
    const scene = await makeScene(testDb().db);
    const [mine] = await makeAffiliates(testDb().db, 1);
    const affiliateId = mine?.id ?? 0;
    await announce(scene, [affiliateId]);
    const [shown] = (await listMessages(scene.ctx, { affiliateId })).messages;
    await announce(scene, [affiliateId], { sendAfter: new Date('2013-12-09T00:00:00Z') });
    await expect(readMessage(scene.ctx, { affiliateId, messageId: (shown?.id ?? 0) + 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('pages back through older messages', async () => {
    const scene = await makeScene(testDb().db);
    const [mine] = await makeAffiliates(testDb().db, 1);
    const affiliateId = mine?.id ?? 0;
    for (let n = 0; n < 5; n += 1) await announce(scene, [affiliateId]);
    const seen: number[] = [];
    for (let after: number | null | undefined; after !== null; ) {
      const page = await listMessages(scene.ctx, { affiliateId, limit: 2, ...(after === undefined ? {} : { after }) });
      seen.push(...page.messages.map((each) => each.id));
      after = page.next;
    }
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
  });
});

describe('noticesOfSweep', () => {
  it('counts by state and pages through all rows, for staff only', async () => {
    const scene = await makeScene(testDb().db);
    await deliverBatch(scene.ctx); // what the tests above left
    const affiliates = await makeAffiliates(testDb().db, 7);
    const { causeId } = await announce(scene, affiliates.map((each) => each.id));
    await deliverBatch(scene.ctx, { limit: 4 });
    const seen: number[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await noticesOfSweep(scene.ctx, { sweepId: causeId, limit: 3, ...(after === undefined ? {} : { after }) });
      expect(page.counts).toEqual([{ kind: 'closing_announced', state: 'accepted', count: 4 }, { kind: 'closing_announced', state: 'pending', count: 3 }]);
      seen.push(...page.rows.map((each) => each.affiliateId));
      after = page.next;
    }
    expect(seen).toEqual(affiliates.map((each) => each.id));
    await expect(noticesOfSweep(scene.as({ kind: 'affiliate', affiliateId: seen[0] ?? 0, scopes: null }), { sweepId: causeId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
