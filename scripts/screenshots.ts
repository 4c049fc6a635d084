/**
 * `npx tsx scripts/screenshots.ts <address of a running demo> <folder>`: every page that links lead to, for each of the demo's
 * people, in both languages, light and dark, wide and on a phone. CHROMIUM_PATH names the browser.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { everyPage } from '../test/web/every-page.ts';

const [base, folder, only = ''] = process.argv.slice(2);
const executablePath = process.env['CHROMIUM_PATH'];
if (!base || !folder || !executablePath) {
  process.stderr.write('CHROMIUM_PATH=… npx tsx scripts/screenshots.ts <address of a running demo> <folder> [words of the paths]\n');
  process.exit(1);
}
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const READERS = {
  stranger: ['/', '/sign-in', '/sign-in/link', '/forgot', '/claim'],
  affiliate: ['/portal', '/account'],
  author: ['/console', '/account', '/console/search?q=1010', '/styleguide'],
  approver: ['/console'],
};
const LOOKS = [
  { name: 'zh-light-wide', locale: 'zh-CN', colorScheme: 'light', width: 1280 },
  { name: 'en-dark-wide', locale: 'en', colorScheme: 'dark', width: 1280 },
  { name: 'zh-dark-phone', locale: 'zh-CN', colorScheme: 'dark', width: 375 },
  { name: 'en-light-phone', locale: 'en', colorScheme: 'light', width: 375 },
] as const;

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath, args: FLAGS });
let taken = 0;
for (const [reader, start] of Object.entries(READERS)) {
  for (const { name, locale, colorScheme, width } of LOOKS) {
    const context = await browser.newContext({ baseURL: base, locale, colorScheme, viewport: { width, height: width === 375 ? 812 : 900 }, deviceScaleFactor: 1 });
    const page = await context.newPage();
    if (reader !== 'stranger') await page.goto(`/demo/as/${reader}`);
    const pages = await everyPage(async (path) => {
      const answer = await context.request.get(path, { maxRedirects: 0 });
      return answer.status() === 200 ? answer.text() : null;
    }, [...start, ...(reader === 'approver' ? [new URL(page.url()).pathname] : [])]);
    for (const { path, pattern } of pages) {
      if (!path.includes(only)) continue;
      await page.goto(path);
      const file = `${reader}-${pattern.replace(/[^\w]+/g, '_').replace(/^_+|_+$/g, '') || 'start'}--${name}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: true });
      taken += 1;
    }
    await context.close();
  }
}
await browser.close();
process.stdout.write(`${taken} screenshots in ${folder}\n`);
