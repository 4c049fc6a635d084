import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { rows } from '../../../src/db/client.ts';
import { inviteUser } from '../../../src/auth/index.ts';
import { runDueJobs } from '../../../workers/run-due-jobs.ts';
import { useTestDb } from '../../helpers/db.ts';
import { affiliates, announced, at, BAR, makeScene, type Member, publish, type Scene, startOver } from '../../policy/scene.ts';
import { ask, type Browser, browserOf, reader, type Reader } from './setup.ts';
import { blocksOf } from '../../../src/web/portal/messages/message-body.tsx';
import { pagesAround } from '../../../src/web/portal/messages/pages-around.ts';

const testDb = useTestDb();
let scene: Scene;
let browser: Browser;
let me: Reader;
let stranger: Reader;
let caseId: number;
let messageIds: number[];

beforeAll(async () => {
  await startOver(testDb());
  scene = await makeScene(testDb().db, { STAFF_TOTP: 'optional', PUBLIC_URL: 'http://127.0.0.1:3000' });
  await publish(scene, [{ ...BAR, title: { 'zh-CN': '网站质量分', en: 'Site quality score' }, remedy: { 'zh-CN': '请充实原创内容。', en: 'Add text of your own.' } }]);
  const [m, other] = (await affiliates(scene, [52, 40])) as [Member, Member];
  await announced(scene);
  await at(scene, '2013-12-08T09:20:00+08:00');
  caseId = (await ask(scene, m, '删除了跳转代码\n<script>alert(1)</script>')).id;
  browser = browserOf(scene);
  [me, stranger] = [await reader(scene, m), await reader(scene, other)];
  await inviteUser(scene.as({ kind: 'affiliate', affiliateId: m.id, userId: me.userId, scopes: null }), { affiliateId: m.id, email: 'caiwu@example.com' });
  messageIds = (await rows<{ id: number }>(scene.deps.db, sql`select id from message where affiliate_id = ${m.id} order by id`)).map(({ id }) => id);
});

const paths = (): string[] => ['/portal', '/portal/permissions/cross_store_settlement', '/portal/permissions/open_api', '/portal/reviews', `/portal/reviews/${caseId}`, '/portal/reviews/new?permission=cross_store_settlement', '/portal/reviews/new?permission=open_api', '/portal/messages', `/portal/messages/${messageIds[0]}`, '/portal/team'];

describe('each page', () => {
  test.each(['zh-CN', 'en'] as const)('opens in %s, says so, has one h1 and no key, code or value that is none in it', async (locale) => {
    for (const path of paths()) {
      const { status, $, words } = await browser.get(me, path, locale);
      expect([path, status, $('html').attr('lang'), $('h1').length]).toEqual([path, 200, locale, 1]);
      expect(words, path).not.toMatch(/\b(?:portal|common|ui|form|error)\.[a-z]+[._]|cross_store|low_quality|closing_|undefined|NaN|\[object/);
    }
  });

  test('has no English left in Chinese', async () => {
    for (const path of paths()) {
      const { $ } = await browser.get(me, path, 'zh-CN');
      $('script, style, code, blockquote, [translate=no]').remove();
      const found = $('body').text().replace(/\S*[@/_.:=]\S*/g, ' ').match(/\p{Script=Latin}{2,}/gu) ?? [];
      expect(found.filter((word) => !['UTC', 'API', 'ICP', 'English'].includes(word)), path).toEqual([]);
    }
  });

  test('of another affiliate, or of nobody, is not found', async () => {
    for (const path of [`/portal/reviews/${caseId}`, `/portal/reviews/${caseId}/live`, `/portal/reviews/${caseId}/steps`, `/portal/messages/${messageIds[0]}`]) expect((await browser.get(stranger, path)).status, path).toBe(404);
    for (const path of ['/portal/permissions/flying', '/portal/reviews/999999', '/portal/reviews/0', '/portal/messages/x', '/portal/messages/99999999999999999999', '/portal/reviews/new?permission=flying']) expect((await browser.get(me, path)).status, path).toBe(404);
    expect((await browser.post(stranger, `/portal/messages/${messageIds[0]}/read`)).status).toBe(404);
  });

  test('keeps what people wrote as text', async () => {
    const { text, words } = await browser.get(me, `/portal/reviews/${caseId}`);
    expect(words).toContain('<script>alert(1)</script>');
    expect(text).not.toContain('<script>alert(1)');
  });
});

describe('the permission page', () => {
  test('checks each requirement, tells the record in words, and shows how far the re-review is', async () => {
    const { $, words } = await browser.get(me, '/portal/permissions/cross_store_settlement');
    expect($('.check-item.bad').length).toBe(1);
    expect($('.check-item a').attr('href')).toMatch(/^\/portal\/resources\/\d+\/report$/);
    expect($('.timeline').text()).toContain('未达到准入要求，安排关闭');
    expect($('.timeline').text()).toContain('通知已送达，将于 2013 年 12 月 11 日关闭');
    expect(words).toContain('该订单不再计算佣金');
    expect($('[data-poll]').attr('data-poll')).toBe(`/portal/reviews/${caseId}/steps`);
  });
});

describe('the message centre', () => {
  test('counts what is unread until it was opened, and opens in the reader’s language', async () => {
    const before = await browser.get(me, '/portal/messages');
    const unread = before.$('.message-row.unread').length;
    if (unread > 0) {
      const opened = await browser.get(me, `/portal/messages/${messageIds[0]}`, 'en');
      expect(opened.$('h1').text()).toContain('closes on 11 December 2013');
    }
    const after = await browser.get(me, '/portal/messages');
    expect(after.$('.message-row').length).toBe(1);
    expect(after.$('.message-row.unread').length).toBe(0);
    expect(after.$('.top-nav .count').length).toBe(0);
  });

  test('marks a message as read by a button, too', async () => {
    const theirs = await rows<{ id: number }>(scene.deps.db, sql`select id from message where read_at is null`);
    expect((await browser.get(stranger, '/portal/messages')).$('.message-row.unread').length).toBe(1);
    expect(await browser.post(stranger, `/portal/messages/${theirs[0]?.id}/read`)).toMatchObject({ status: 303, to: '/portal/messages' });
    expect((await browser.get(stranger, '/portal/messages')).$('.message-row.unread').length).toBe(0);
  });

  test('typesets numbered lines as a list and leaves the rest as paragraphs', () => {
    expect(blocksOf('一。\n\n二：\n1. 甲\n2. 乙\n三。')).toEqual([{ kind: 'words', lines: ['一。', '二：'] }, { kind: 'list', lines: ['甲', '乙'] }, { kind: 'words', lines: ['三。'] }]);
  });

  test('leads back page by page', () => {
    const second = pagesAround('/m', 80, 60, '0');
    expect(pagesAround('/m', undefined, 80, undefined)).toEqual({ newer: null, older: '/m?after=80&trail=0' });
    expect(second).toEqual({ newer: '/m', older: '/m?after=60&trail=0-80' });
    expect(pagesAround('/m', 60, null, '0-80')).toEqual({ newer: '/m?after=80&trail=0', older: null });
    expect(pagesAround('/m', 60, null, '"><script>').newer).toBe('/m');
  });
});

test('what a script fetches is a piece, and says when there will be no more', async () => {
  const open = await browser.get(me, `/portal/reviews/${caseId}/steps`);
  expect(open.text).not.toContain('<html');
  expect(open.headers.get('X-Done')).toBeNull();
  expect((await browser.get(me, `/portal/reviews/${caseId}/live`)).text).not.toContain('data-left');
  await scene.deps.db.execute(sql`update resource set last_crawled_at = ${scene.deps.clock.now().toISOString()}::timestamptz, next_crawl_at = '2014-01-01'`);
  await runDueJobs(scene.deps);
  const done = await browser.get(me, `/portal/reviews/${caseId}/live`);
  expect(done.headers.get('X-Done')).toBe('1');
  expect(done.text).toContain('这次复审未通过');
});
