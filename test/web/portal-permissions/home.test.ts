import { beforeEach, describe, expect, test } from 'vitest';
import { createAffiliate } from '../../../src/records/index.ts';
import { useTestDb } from '../../helpers/db.ts';
import { affiliates, announced, at, BAR, judged, makeScene, type Member, PERMISSION, publish, type Scene, startOver } from '../../policy/scene.ts';
import { ask, type Browser, browserOf, reader } from './setup.ts';

const testDb = useTestDb();
let scene: Scene;
let browser: Browser;

beforeEach(async () => {
  await startOver(testDb());
  // http: a browser's cookies without the prefix of secure ones.
  scene = await makeScene(testDb().db, { STAFF_TOTP: 'optional', PUBLIC_URL: 'http://127.0.0.1:3000' });
  await publish(scene, [{ ...BAR, title: { 'zh-CN': '网站质量分', en: 'Site quality score' }, remedy: { 'zh-CN': '请充实原创内容。', en: 'Add text of your own.' } }]);
  browser = browserOf(scene);
});

describe('the home page', () => {
  test('of who is to lose a permission: the date, what is left, measured against needed, and one button that leads to the report', async () => {
    const [m] = (await affiliates(scene, [52.3])) as [Member];
    await announced(scene);
    await at(scene, '2013-12-08T09:20:00+08:00');
    const { $, words, status } = await browser.get(await reader(scene, m), '/portal');
    expect(status).toBe(200);
    expect(words).toContain('您有 1 项权限即将关闭');
    expect(words).toContain('将于 2013 年 12 月 11 日关闭');
    expect($('[data-left]').first().attr('data-left')).toBe(String(((2 * 24 + 14) * 60 + 40) * 60_000));
    expect(words).toContain('网站质量分');
    expect(words).toMatch(/当前：52\.3 分\s要求：不低于 60 分/);
    expect(words).toContain('请充实原创内容。');
    expect($('.permission .btn.primary').length).toBe(1);
    expect($('.permission .btn.primary').attr('href')).toMatch(/^\/portal\/resources\/\d+\/report$/);
    expect($('[href="/portal/reviews/new?permission=cross_store_settlement"]').length).toBe(1);
    expect($('h1').length).toBe(1);
  });

  test('with a re-review under way leads to it, and says by when it is decided', async () => {
    const [m] = (await affiliates(scene, [52])) as [Member];
    await announced(scene);
    const made = await ask(scene, m);
    const { $, words } = await browser.get(await reader(scene, m), '/portal');
    expect($('.permission .btn.primary').attr('href')).toBe(`/portal/reviews/${made.id}`);
    expect(words).toContain('正在办理');
    // Asked on Friday the 6th: the third working day ends on Wednesday the 11th.
    expect(words).toContain('最晚于 2013 年 12 月 11 日');
  });

  test('after the closing tells since when, what it means for orders, and how to get it back', async () => {
    const [m] = (await affiliates(scene, [52])) as [Member];
    await announced(scene);
    await at(scene, '2013-12-12T10:00:00+08:00');
    const { words, $ } = await browser.get(await reader(scene, m), '/portal');
    expect(words).toContain('自 2013 年 12 月 11 日起关闭');
    expect(words).toContain('该订单不再计算佣金');
    expect($('.permission .badge').text()).toBe('已关闭');
    await judged(scene, [m.id], [80]);
    const repaired = await browser.get(await reader(scene, m), '/portal');
    expect(repaired.$('.permission .btn.primary').attr('href')).toBe(`/portal/reviews/new?permission=${PERMISSION}`);
  });

  test('of who holds it is calm; of who has nothing yet it says how to begin', async () => {
    const [m] = (await affiliates(scene, [90])) as [Member];
    await announced(scene);
    const calm = await browser.get(await reader(scene, m), '/portal');
    expect(calm.words).toContain('目前无需任何操作');
    expect(calm.$('.permission .btn.primary').length).toBe(0);
    const made = await createAffiliate(scene.operator, { memberId: '39990001', name: '新会员', email: 'new@example.com' });
    const fresh = await browser.get(await reader(scene, { ...m, id: made.id }), '/portal');
    expect(fresh.$('.btn.primary').attr('href')).toBe('/portal/resources/new');
  });

  test('does not tell of a closing before everybody is told', async () => {
    const [m] = (await affiliates(scene, [52])) as [Member];
    await announced(scene, { announceAt: '2013-12-06T17:31:00+08:00' });
    const before = await browser.get(await reader(scene, m), '/portal');
    expect(before.words).not.toContain('即将关闭');
    expect(before.$('.permission .badge').text()).toBe('正常');
    await at(scene, '2013-12-06T17:31:00+08:00');
    expect((await browser.get(await reader(scene, m), '/portal')).$('.permission .badge').text()).toBe('即将关闭');
  });
});

describe('whose portal it is', () => {
  test('a stranger is sent to sign in and back', async () => {
    expect(await browser.get(null, '/portal/team')).toMatchObject({ status: 303, to: '/sign-in?next=%2Fportal%2Fteam' });
  });

  test('is chosen among one’s own affiliates only', async () => {
    const [one, two, other] = (await affiliates(scene, [90, 90, 90])) as [Member, Member, Member];
    const me = await reader(scene, one, [two]);
    const chosen = await browser.post(me, '/portal/switch', { affiliateId: String(two.id), back: '/portal/team' });
    expect(chosen).toMatchObject({ status: 303, to: '/portal' });
    const cookie = /tuiguan_affiliate=(\d+)/.exec(chosen.headers.get('Set-Cookie') ?? '')?.[0];
    expect(cookie).toBe(`tuiguan_affiliate=${two.id}`);
    expect((await browser.get({ ...me, cookie: `${me.cookie}; ${cookie}` }, '/portal')).words).toContain(two.memberId);
    expect((await browser.post(me, '/portal/switch', { affiliateId: String(other.id) })).status).toBe(404);
    expect((await browser.get({ ...me, cookie: `${me.cookie}; tuiguan_affiliate=${other.id}` }, '/portal')).words).not.toContain(other.memberId);
  });
});
