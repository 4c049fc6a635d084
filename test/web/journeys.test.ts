import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudit, createUser } from '../../src/auth/index.ts';
import { checkPermission, sweepStatus } from '../../src/policy/index.ts';
import { translate, type WordKey, type WordValues } from '../../src/web/words/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { PERMISSION } from '../policy/scene.ts';
import { CHROMIUM, isFailing, isRepairable, openStage, type Stage } from './stage.ts';

const testDb = useTestDb({ max: 12 });
const zh = (key: WordKey, values?: WordValues): string => translate('zh-CN', key, values);
const PHONE = { viewport: { width: 375, height: 800 }, isMobile: true, hasTouch: true };
const PASSWORD = '山野徒步 2013 走起';

if (CHROMIUM === undefined) console.warn('test/web/journeys.test.ts is skipped: CHROMIUM_PATH is unset, so there is no browser to travel in');

describe.skipIf(CHROMIUM === undefined)('December 2013 with a mouse (CHROMIUM_PATH)', () => {
  let stage: Stage;
  let author: Awaited<ReturnType<Stage['staff']>>;
  let approver: Awaited<ReturnType<Stage['staff']>>;
  let sweepPath: string;
  const windows: BrowserContext[] = [];
  const complaints: string[] = [];

  /** A page in a window of its own; what it complains of is collected. */
  async function open(...of: Parameters<Stage['window']>): Promise<Page> {
    const window = await stage.window(...of);
    windows.push(window);
    const page = await window.newPage();
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => {
      // A form that comes back with its faults answers 422, which Chromium tells on the console.
      if (message.type() === 'error' && !/status of 4(22|03|09)/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    return page;
  }

  const press = (page: Page, key: WordKey): Promise<void> => page.getByRole('button', { name: zh(key), exact: true }).click();
  const sees = (page: Page, text: string): Promise<void> => page.getByText(text, { exact: false }).first().waitFor();
  /** The failing members that can repair, in order: each journey takes its own. */
  const member = (n: number): string => {
    const found = stage.members.filter((each) => isFailing(each) && isRepairable(each))[n];
    if (!found) throw new Error(`the cast has no ${n}th member that can repair`);
    return found.row.member_id;
  };

  beforeAll(async () => {
    stage = await openStage(testDb().db, { browser: true });
    author = await stage.staff('林晓', 'author', 'approver');
    approver = await stage.staff('周敏', 'approver');
  }, 120_000);

  afterAll(async () => {
    for (const window of windows) await window.close();
    await stage?.close();
  });

  it('the author plans, and is refused the approval of an own plan', async () => {
    const page = await open(author);
    await page.goto('/console/sweeps');
    await page.getByRole('link', { name: zh('sweeps.plan_one') }).first().click();
    await page.getByLabel(zh('sweep.new.when.at')).check();
    await page.locator('[name=date]').fill('2013-12-06');
    await page.locator('[name=time]').fill('17:31');
    await press(page, 'sweep.new.submit');
    await page.waitForURL(/\/console\/sweeps\/\d+$/);
    sweepPath = new URL(page.url()).pathname;
    await sees(page, zh('sweep.planning.title'));
    await stage.settle();
    // The page finds out by itself that the plan is made.
    await sees(page, zh('sweep.approve.yours'));
    expect(await page.locator('form[action$="/approve"]').count()).toBe(0);
    const { planHash } = await sweepStatus(author.ctx, idOf(sweepPath));
    const forged = await page.request.post(`${sweepPath}/approve`, { form: { hash: planHash ?? '', confirmClosings: '1' }, headers: { Origin: stage.url } });
    expect(forged.status()).toBe(422);
    expect(await forged.text()).toContain(zh('sweep.approve.self'));
    expect((await sweepStatus(author.ctx, idOf(sweepPath))).state).toBe('planned');
  }, 60_000);

  it('a second person is asked for the number, and approves', async () => {
    const page = await open(approver);
    await page.goto(sweepPath);
    const { totals } = await sweepStatus(author.ctx, idOf(sweepPath));
    await page.locator('[name=confirmClosings]').fill(String((totals?.close ?? 0) + 1));
    await press(page, 'sweep.approve.do');
    await sees(page, zh('sweep.approve.number.wrong', { n: totals?.close ?? 0 }));
    await page.locator('[name=confirmClosings]').fill(String(totals?.close));
    await press(page, 'sweep.approve.do');
    await sees(page, zh('sweep.approve.done'));
    expect(await sweepStatus(author.ctx, idOf(sweepPath))).toMatchObject({ state: 'approved', approvedBy: `staff:${approver.staffId}` });
  }, 60_000);

  it('the sweep is started, and its progress moves while one looks', async () => {
    const page = await open(author);
    await page.goto(sweepPath);
    await page.getByText(zh('sweep.start.do'), { exact: true }).click();
    await press(page, 'sweep.start.confirm');
    await page.waitForURL(new RegExp(`${sweepPath}$`));
    const before = await page.locator('#content').innerText();
    await stage.settle();
    await stage.at('2013-12-06T17:31:00+08:00');
    const { totals } = await sweepStatus(author.ctx, idOf(sweepPath));
    expect(stage.sink.count()).toBe(totals?.close);
    await page.waitForFunction(([text]) => (globalThis as unknown as { document: { querySelector(q: string): { innerText: string } } }).document.querySelector('#content').innerText !== text, [before]);
    await sees(page, zh('sweep.state.announced'));
  }, 60_000);

  it('an affiliate goes from the mail to a kept permission, on a phone', async () => {
    await stage.at('2013-12-07T10:00:00+08:00');
    const memberId = member(0);
    const mail = await mailTo(memberId);
    const link = /href="([^"]*\/claim\?token=[^"]*)"/.exec(mail.html)?.[1]?.replaceAll('&amp;', '&');
    expect(mail.subject).toContain('12 月 11 日');
    const page = await open(null, PHONE);

    // mail → claim
    await page.goto(link ?? 'no link in the mail');
    await page.locator('[name=name]').fill('陈静');
    await page.locator('input[type=password]').fill(PASSWORD);
    await press(page, 'claim.submit');
    await page.waitForURL('**/portal');
    await sees(page, zh('portal.closing.title', { date: '2013 年 12 月 11 日' }));

    // → report
    await page.locator('main a[href*="/report"]').first().click();
    await page.waitForURL('**/report');
    expect(await page.locator('main').innerText()).toMatch(/\d+\.\d/);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(PHONE.viewport.width);

    // → repair and edit
    stage.web.repair(memberId);
    await page.goto('/portal/resources');
    await page.locator('main a[href^="/portal/resources/"]:not([href$="/new"])').first().click();
    await page.locator('main a[href$="/edit"]').first().click();
    await page.locator('[name=description]').fill('已整改：删除了违规代码，补充了原创内容');
    await page.locator('main form[action$="/edit"] button[type=submit], main form:not([action]) button[type=submit]').first().click();
    await page.waitForURL(/\/portal\/resources\/\d+$/);
    await sees(page, '已整改：删除了违规代码');

    // → re-review
    await page.goto('/portal');
    await page.locator('main a[href^="/portal/reviews/new"]').first().click();
    await page.locator('[name=note]').fill('删除了自动跳转的代码');
    await press(page, 'portal.ask.send');
    await page.waitForURL(/\/portal\/reviews\/\d+$/);
    await stage.settle();
    // The case is decided, and the page says so by itself.
    await sees(page, zh('portal.case.kept_title'));

    // → kept
    await page.goto('/portal');
    await sees(page, zh('portal.state.held'));
    expect(await page.locator('main').innerText()).not.toContain(zh('portal.closing.left'));
    const pid = stage.members.find((each) => each.row.member_id === memberId)?.row.pids.split(';')[0] ?? '';
    await stage.at('2013-12-11T00:00:00+08:00');
    expect(await checkPermission(approver.ctx, { permission: PERMISSION, pid, at: new Date('2013-12-11T00:00:00+08:00') })).toMatchObject({ granted: true });
    const trail = (await listAudit(author.ctx, { limit: 200 })).items.map(({ action }) => action);
    expect(trail).toEqual(expect.arrayContaining(['affiliate.claim', 'case.open', 'case.decide']));
  }, 90_000);

  it('without JavaScript an affiliate signs in, proves nothing by script, and asks for a re-review', async () => {
    const memberId = member(1);
    const email = `plain-${memberId}@example.com`;
    await createUser(stage.operator, { email, name: '王强', password: PASSWORD, affiliateId: await stage.affiliateId(memberId) });
    const page = await open(null, { ...PHONE, javaScriptEnabled: false });
    await page.goto(`/portal/permissions/${PERMISSION}`);
    await page.waitForURL('**/sign-in?*');
    await page.locator('[name=email]').fill(email);
    await page.locator('[name=password]').fill(`not ${PASSWORD}`);
    await press(page, 'signin.submit');
    await sees(page, zh('signin.wrong'));
    expect(await page.locator('[name=email]').inputValue()).toBe(email);
    await page.locator('[name=password]').fill(PASSWORD);
    await press(page, 'signin.submit');
    await page.waitForURL(`**/portal/permissions/${PERMISSION}`);

    stage.web.repair(memberId);
    await page.locator('a[href^="/portal/reviews/new"]').first().click();
    await press(page, 'portal.ask.send');
    await page.waitForURL(/\/portal\/reviews\/\d+$/);
    await stage.settle();
    await page.getByRole('link', { name: zh('portal.case.refresh') }).click();
    await sees(page, zh('portal.case.reopened_title'));
    await page.goto('/portal/messages');
    await page.locator('main a[href^="/portal/messages/"]').first().click();
    expect(await page.locator('h1').innerText()).not.toBe('');
    // The language changes by a form, and so does the theme.
    await page.goto('/portal');
    await page.locator('summary').last().click();
    await page.locator('form[action="/preferences"] button[value=en]').first().click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  }, 90_000);

  it('nothing complained on the way', () => {
    expect(complaints).toEqual([]);
  });

  const idOf = (path: string): number => Number(path.split('/').at(-1));

  async function mailTo(memberId: string): Promise<{ subject: string; html: string }> {
    const address = stage.members.find((each) => each.row.member_id === memberId)?.row.email;
    for (let n = 1; n <= stage.sink.count(); n += 1) {
      const mail = await stage.sink.get(n);
      if (JSON.stringify(mail?.parsed.to).includes(`"${address}"`)) return { subject: mail?.parsed.subject ?? '', html: mail?.parsed.html || '' };
    }
    throw new Error(`no mail to ${address}`);
  }
});
