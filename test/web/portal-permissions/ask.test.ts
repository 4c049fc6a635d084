import { beforeEach, expect, test } from 'vitest';
import { getCase, listCases } from '../../../src/reviews/index.ts';
import { useTestDb } from '../../helpers/db.ts';
import { affiliates, announced, BAR, makeScene, type Member, PERMISSION, publish, type Scene, startOver } from '../../policy/scene.ts';
import { type Browser, browserOf, reader, type Reader, self } from './setup.ts';

const testDb = useTestDb();
const FORM = `/portal/reviews/new?permission=${PERMISSION}`;
let scene: Scene;
let browser: Browser;
let member: Member;
let me: Reader;

async function open(start?: string): Promise<void> {
  await startOver(testDb());
  scene = await makeScene(testDb().db, { STAFF_TOTP: 'optional', PUBLIC_URL: 'http://127.0.0.1:3000' }, {}, start);
  await publish(scene, [BAR]);
  [member] = (await affiliates(scene, [40])) as [Member];
  await announced(scene);
  browser = browserOf(scene);
  me = await reader(scene, member);
}
beforeEach(() => open());

test('the form tells beforehand what happens and by when; what is sent opens a case with the words of the affiliate', async () => {
  const form = await browser.get(me, FORM);
  expect(form.words).toContain('重新检测您的 1 个网站');
  expect(form.words).toContain('最晚于 2013 年 12 月 11 日');
  expect(form.$('form.form').attr('action')).toBe(FORM);
  const sent = await browser.post(me, FORM, { note: '删除了跳转代码。\r\n补充了原创评测。' });
  const [made] = await listCases(self(scene, member), {});
  expect(sent).toMatchObject({ status: 303, to: `/portal/reviews/${made?.id}` });
  expect((await getCase(self(scene, member), made?.id ?? 0)).entries[0]?.body).toMatchObject({ note: '删除了跳转代码。\n补充了原创评测。' });
});

test('too many words come back with the form, kept and with the reason beside them', async () => {
  const note = '改'.repeat(2001);
  const { status, $ } = await browser.post(me, FORM, { note });
  expect(status).toBe(422);
  expect($('textarea').text()).toBe(note);
  expect($('textarea').attr('aria-describedby')).toContain('ask-note-error');
  expect($('#ask-note-error').text()).toBe('内容过长');
  expect(await listCases(self(scene, member), {})).toEqual([]);
  // A line break counts as the browser counts it: as one.
  expect((await browser.post(me, FORM, { note: `${'改'.repeat(999)}\r\n${'改'.repeat(1000)}` })).status).toBe(303);
});

test('who asked already is led to the case instead, before and after sending', async () => {
  await browser.post(me, FORM, {});
  const [made] = await listCases(self(scene, member), {});
  const again = await browser.get(me, FORM);
  expect(again.$('form.form').length).toBe(0);
  expect(again.$('.empty a').attr('href')).toBe(`/portal/reviews/${made?.id}`);
  const sent = await browser.post(me, FORM, { note: '再来' });
  expect(sent.status).toBe(422);
  expect(sent.words).toContain('复审已经在进行');
  expect(await listCases(self(scene, member), {})).toHaveLength(1);
});

test('what needs none, or was never held, is told in words', async () => {
  const [holds] = (await affiliates(scene, [90])) as [Member];
  const calm = await reader(scene, holds);
  expect((await browser.get(calm, FORM)).words).toContain('目前不需要复审');
  expect(await browser.post(calm, FORM, {})).toMatchObject({ status: 422 });
  expect((await browser.get(calm, '/portal/reviews/new?permission=open_api')).words).toContain('从未开通过');
});

test('a year whose working days are not known is told, not promised', async () => {
  await open('2026-12-30T09:00:00+08:00');
  expect((await browser.get(me, FORM)).words).toContain('暂时无法计算办理期限');
  expect((await browser.post(me, FORM, {})).status).toBe(422);
});

test('a form that another site sent is refused', async () => {
  expect((await browser.post(me, FORM, {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect(await listCases(self(scene, member), {})).toEqual([]);
});
