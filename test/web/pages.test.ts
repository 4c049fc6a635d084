import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveSweep, requestPlan, startSweep, sweepStatus } from '../../src/policy/index.ts';
import { askReReview } from '../../src/reviews/index.ts';
import { makeCtx } from '../../src/lib/ctx.ts';
import { useTestDb } from '../helpers/db.ts';
import { PERMISSION } from '../policy/scene.ts';
import { everyPage, type FoundPage } from './every-page.ts';
import { CHROMIUM, isFailing, isRepairable, openStage, type Person, type Stage } from './stage.ts';

const testDb = useTestDb({ max: 12 });
const LIMIT_BYTES = 60_000;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Latin words that Chinese readers write in Latin too: abbreviations, formats, our name, the other language's own name. */
const LATIN = new Set(
  'Tuiguan API PID ICP HTTP HTTPS URL HTML CSS DNS TXT CSV JSON UTC SMTP IP QQ App Cookie iframe robots meta English SHA QR AND OR DELETE CAA TOTP Google Microsoft Authenticator OpenAPI Chromium Linux Esc CSV zh CN en GB ID UV'.split(' '),
);

interface Reader {
  name: string;
  person: Person | null;
  start: string[];
  pages: FoundPage[];
}

let stage: Stage;
let readers: Reader[];

/** What a reader gets, as a browser would ask for it: it asks for compressed pages, and unpacks them. */
async function get(path: string, person: Person | null, locale: 'zh-CN' | 'en'): Promise<{ status: number; body: string; encoding: string | null }> {
  const answer = await fetch(`${stage.url}${path}`, { redirect: 'manual', headers: { Accept: 'text/html', Cookie: [person?.cookie, `tuiguan_language=${locale}`].filter(Boolean).join('; ') } });
  return { status: answer.status, body: await answer.text(), encoding: answer.headers.get('Content-Encoding') };
}

beforeAll(async () => {
  stage = await openStage(testDb().db, { browser: true });
  const everything = await stage.staff('林晓', 'author', 'approver', 'reviewer', 'administrator');
  const approver = await stage.staff('周敏', 'approver');
  const { sweepId } = await requestPlan(everything.ctx, { policy: PERMISSION, noticeDays: 5, announceAt: new Date('2013-12-06T17:31:00+08:00') });
  await stage.settle();
  const { planHash, totals } = await sweepStatus(everything.ctx, sweepId);
  await approveSweep(approver.ctx, { sweepId, hash: planHash ?? '', confirmClosings: totals?.close ?? 0 });
  await startSweep(everything.ctx, sweepId);
  await stage.at('2013-12-06T17:31:00+08:00');
  await stage.at('2013-12-07T10:00:00+08:00');
  const member = stage.members.find((each) => isFailing(each) && isRepairable(each));
  if (!member) throw new Error('nobody in the cast can repair');
  const owner = await stage.owner(member.row.member_id);
  await askReReview(makeCtx(stage.deps, { kind: 'affiliate', affiliateId: owner.affiliateId, scopes: null }, 'test'), { affiliateId: owner.affiliateId, permission: PERMISSION, note: '已删除违规代码' });
  await requestPlan(everything.ctx, { policy: PERMISSION, noticeDays: 5, });
  await stage.settle();
  readers = [
    { name: 'a stranger', person: null, start: ['/', '/sign-in', '/sign-in/link', '/forgot', '/claim'], pages: [] },
    { name: 'an affiliate', person: owner, start: ['/portal', '/account'], pages: [] },
    { name: 'the policy team', person: everything, start: ['/console', '/account', `/console/affiliates/${owner.affiliateId}`, '/console/search?q=mail.example', '/styleguide'], pages: [] },
  ];
  for (const reader of readers) reader.pages = await everyPage(async (path) => {
      const { status, body } = await get(path, reader.person, 'zh-CN');
      return status === 303 ? null : body;
    }, reader.start);
}, 120_000);

afterAll(() => stage?.close());

async function weigh(url: string): Promise<{ bytes: number; zipped: number }> {
  const body = Buffer.from(await (await fetch(`${stage.url}${url}`)).arrayBuffer());
  return { bytes: body.byteLength, zipped: gzipSync(body, { level: 9 }).byteLength };
}

/** Visible text without code, data fields and scripts. */
function wordsOf(markup: string): string {
  const $ = load(markup);
  $('script, style, code, pre, kbd, textarea, [translate=no], [lang=en]').remove();
  $('body *').append(' ');
  return $('body').text();
}

describe('every page', () => {
  it('is found by following links', () => {
    expect(readers.map(({ pages }) => pages.length)).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]);
    const patterns = readers.flatMap(({ pages }) => pages.map(({ pattern }) => pattern));
    for (const expected of ['/portal', '/portal/resources/:n/report', '/portal/reviews/:n', '/portal/messages/:n', '/console', '/console/sweeps/:n', '/console/audit', '/console/roles', '/console/affiliates/:n']) {
      expect(patterns).toContain(expected);
    }
    process.stdout.write(`${patterns.length} kinds of pages\n`);
  });

  it.each(['zh-CN', 'en'] as const)('opens in %s, says so, and leaks no key', async (locale) => {
    const faults: string[] = [];
    for (const { person, pages } of readers) {
      for (const { path } of pages) {
        const { status, body } = await get(path, person, locale);
        if (status !== 200) faults.push(`${path}: ${status}`);
        if (status === 200 && !body.includes(`<html lang="${locale}"`)) faults.push(`${path}: another language`);
        const leaked = /\b(?:common|ui|account|portal|resources|console|sweeps|report|error|form)\.[a-z]+[._][a-z_.]+/.exec(load(body)('body').text());
        if (leaked) faults.push(`${path}: ${leaked[0]}`);
        if (/\b(undefined|NaN|\[object)\b/.test(wordsOf(body))) faults.push(`${path}: a value that is none`);
      }
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('has no Latin word in Chinese but those of the list', async () => {
    const faults: string[] = [];
    // Affiliates are called what they are called: their names are data.
    const names = [...new Set(stage.members.map(({ row }) => row.name))].sort((a, b) => b.length - a.length);
    for (const { person, pages } of readers) {
      for (const { path } of pages) {
        const bare = names.reduce((all, name) => all.replaceAll(name, ' '), wordsOf((await get(path, person, 'zh-CN')).body));
        const text = bare.replace(/\S*[@/_.:=#]\S*/g, ' ').replace(/[0-9a-f]{8,}/g, ' ');
        const found = [...text.matchAll(/\p{Script=Latin}{2,}/gu)].map(([word]) => word).filter((word) => !LATIN.has(word));
        if (found.length > 0) faults.push(`${path}: ${[...new Set(found)].join(' ')}`);
      }
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it(`is under ${LIMIT_BYTES / 1000} kB with its style and scripts`, async () => {
    const assets = new Map<string, { bytes: number; zipped: number }>();
    const faults: string[] = [];
    let largest = 0;
    let heaviest = 0;
    for (const { person, pages } of readers) {
      for (const { path } of pages) {
        const { body, encoding } = await get(path, person, 'zh-CN');
        if (encoding !== 'gzip') faults.push(`${path}: not compressed`);
        let bytes = Buffer.byteLength(body);
        let zipped = gzipSync(body).byteLength;
        for (const url of new Set([...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] as string))) {
          const asset = assets.get(url) ?? (await weigh(url));
          assets.set(url, asset);
          bytes += asset.bytes;
          zipped += asset.zipped;
        }
        largest = Math.max(largest, bytes);
        heaviest = Math.max(heaviest, zipped);
        if (bytes >= LIMIT_BYTES) faults.push(`${path}: ${bytes}`);
      }
    }
    process.stdout.write(`largest page, styles and scripts included: ${largest} bytes uncompressed, ${heaviest} bytes as it travels\n`);
    expect(faults).toEqual([]);
  }, 60_000);
});

if (CHROMIUM === undefined) console.warn('test/web/pages.test.ts: the browser part is skipped: CHROMIUM_PATH is unset');

describe.skipIf(CHROMIUM === undefined)('every page in Chromium (CHROMIUM_PATH)', () => {
  /** Runs `look` on every page of every reader in windows made with the options; what it finds is told by path. */
  async function everywhere(options: Parameters<Stage['window']>[1], look: (page: Page) => Promise<string[]>): Promise<string[]> {
    const faults: string[] = [];
    for (const { person, pages } of readers) {
      const window: BrowserContext = await stage.window(person, options);
      const page = await window.newPage();
      const said: string[] = [];
      page.on('console', (message) => void (message.type() === 'error' && said.push(message.text())));
      page.on('pageerror', (error) => said.push(error.message));
      for (const { path } of pages) {
        await page.goto(path, { waitUntil: 'load' });
        for (const fault of [...said.splice(0), ...(await look(page))]) faults.push(`${path}: ${fault}`);
      }
      await window.close();
    }
    return faults;
  }

  it.each(['light', 'dark'] as const)('has no fault that axe knows, in %s', async (colorScheme) => {
    const faults = await everywhere({ colorScheme, bypassCSP: true }, async (page) => {
      await page.evaluate(AXE);
      // What still fades in has no colour of its own yet.
      await page.evaluate('Promise.all(document.getAnimations().map((each) => each.finished))');
      return page.evaluate<string[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join('; ')))`);
    });
    expect(faults).toEqual([]);
  }, 240_000);

  it('fits a phone, and complains of nothing', async () => {
    const faults = await everywhere({ viewport: { width: 375, height: 800 }, isMobile: true, hasTouch: true }, async (page) => {
      const width = await page.evaluate<number>('Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)');
      return width > 375 ? [`${width} px wide`] : [];
    });
    expect(faults).toEqual([]);
  }, 240_000);
});
