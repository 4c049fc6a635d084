import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TEMPLATES } from '../../scripts/build-templates.ts';
import { mailboxApp } from '../../src/adapters/mailbox-page.ts';
import { makeMailer } from '../../src/adapters/mailer.ts';
import { type SmtpSink, startSmtpSink } from '../../src/adapters/smtp-sink.ts';
import { createApp } from '../../src/app.ts';
import { type Listening, listen } from '../../src/everything.ts';
import { type Locale, type NoticeKind, renderNotice, requirementTextFrom } from '../../src/notices/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeTestDeps, type TestDeps } from '../helpers/deps.ts';

const executablePath = process.env['CHROMIUM_PATH'];
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const PHONE = { width: 375, height: 800 };
const MAIL = '/mailbox/mail/1';
const HOSTILE_MAIL = '/mailbox/mail/3';

interface Sample {
  permission: string;
  affiliate: { name: string; memberId: string };
  statedEffectiveAt: string | null;
  payload: Record<string, unknown>;
  requirements: unknown[];
}

/** A mail as members get it, made of the sample that stands beside its template. */
function rendered(kind: NoticeKind, locale: Locale, id: number, config: TestDeps['config']): { subject: string; html: string; text: string } {
  const sample = JSON.parse(readFileSync(join(TEMPLATES, kind.replaceAll('_', '-'), 'sample.json'), 'utf8')) as Sample;
  return renderNotice({
    notice: { id, kind, permission: sample.permission, payload: sample.payload }, affiliate: sample.affiliate, locale, config, dateIsFinal: true,
    requirementText: requirementTextFrom(new Map([[1, { requirements: sample.requirements }]])),
    effectiveAt: sample.statedEffectiveAt ? new Date(sample.statedEffectiveAt) : null,
  });
}

const testDb = useTestDb();

if (executablePath === undefined) console.warn('test/web/browser.test.ts is skipped: CHROMIUM_PATH is unset, so there is no browser to open the pages in');

describe.skipIf(executablePath === undefined)('in Chromium on a phone (CHROMIUM_PATH)', () => {
  let folder = '';
  let http: Listening | undefined;
  let sink: SmtpSink | undefined;
  let browser: BrowserContext | undefined;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tuiguan-browser-'));
    http = await listen({ HOST: '127.0.0.1', PORT: 0 });
    const deps = makeTestDeps({ db: testDb().db, env: { PUBLIC_URL: http.url } });
    sink = await startSmtpSink({ dir: join(folder, 'mail'), port: 0, clock: deps.clock });
    const app = createApp(deps, { mount: [['/mailbox', mailboxApp(sink)]] });
    http.handle((request) => app.fetch(request));

    const mailer = makeMailer({ url: sink.url, maxConnections: 1 });
    const mails = [rendered('closing_announced', 'zh-CN', 1, deps.config), rendered('withdrawn', 'en', 2, deps.config)];
    const hostile = { subject: 'hostile', text: 'hostile', html: '<p id="said">before</p><script>document.getElementById("said").textContent = "ran"</script><img src="x" onerror="parent.document.title = \'ran\'">' };
    for (const [index, mail] of [...mails, hostile].entries()) {
      const n = index + 1;
      await mailer.send({ messageId: `<n${n}@mail.example>`, envelopeFrom: `bounce+${n}@mail.example`, from: deps.config.MAIL_FROM, to: `member${n}@example.com`, headers: { 'X-Tuiguan-Notice': String(n) }, ...mail });
    }
    await mailer.close();
    browser = await chromium.launchPersistentContext(join(folder, 'profile'), {
      ...(executablePath === undefined ? {} : { executablePath }), args: FLAGS, baseURL: http.url, viewport: PHONE, isMobile: true, hasTouch: true,
    });
  });

  afterAll(async () => {
    await browser?.close();
    await http?.close();
    await sink?.close();
    if (folder !== '') rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  beforeEach(async () => {
    if (!browser) throw new Error('the browser did not start');
    page = await browser.newPage();
    complaints = [];
    // A violation of the content security policy is told on the console as an error.
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
    page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`));
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
    });
  });
  afterEach(() => page.close());

  const widthOf = (): Promise<number> => page.evaluate<number>('Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)');

  it.each(['/', '/docs', '/docs/errors', '/mailbox', MAIL])('%s opens without a complaint, fits, and is reached by keyboard', async (path) => {
    const answer = await page.goto(path, { waitUntil: 'load' });
    expect(answer?.status()).toBe(200);
    // Styles that the policy blocked would leave the sheet out without any fault in the markup.
    expect(await page.evaluate<boolean[]>('[...document.styleSheets].map((sheet) => sheet.cssRules.length > 0)')).toEqual([true]);
    expect(await widthOf()).toBe(PHONE.width);

    await page.keyboard.press('Tab');
    expect(await page.evaluate<boolean>("document.activeElement === document.querySelector('a[href]')")).toBe(true);
    const box = await page.locator(':focus').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.width).toBeGreaterThan(10);
    expect(complaints).toEqual([]);
  });

  it('the skip link leads past the navigation', async () => {
    await page.goto('/docs');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#content');
    await page.keyboard.press('Tab');
    expect(await page.evaluate<boolean>("document.activeElement.matches('#content *')")).toBe(true);
  });

  it('a mail is previewed in a frame with every restriction, and is whole there', async () => {
    await page.goto(MAIL);
    const frames = page.locator('iframe');
    expect(await frames.count()).toBe(1);
    expect(await frames.getAttribute('sandbox')).toBe('');
    const inside = page.frameLocator('iframe');
    await inside.getByText('如何保留').first().waitFor();
    expect(await inside.locator('script').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it.each([1, 2])('mail %i by itself fits a phone', async (n) => {
    const answer = await page.goto(`/mailbox/mail/${n}/html`);
    expect(answer?.status()).toBe(200);
    expect(await widthOf()).toBe(PHONE.width);
    expect(complaints).toEqual([]);
  });

  it('nothing in a hostile mail runs or loads, framed or by itself', async () => {
    await page.goto(HOSTILE_MAIL);
    expect(await page.frameLocator('iframe').locator('#said').textContent()).toBe('before');
    expect(await page.title()).toBe('hostile · Tuiguan');
    await page.goto(`${HOSTILE_MAIL}/html`);
    expect(await page.locator('#said').textContent()).toBe('before');
    // The browser says itself that it refused the script and the picture.
    expect(complaints.join('\n')).toMatch(/script/i);
    expect(complaints.filter((line) => line.startsWith('404'))).toEqual([]);
  });
});
