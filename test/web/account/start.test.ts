import { load } from 'cheerio';
import { expect, it } from 'vitest';
import { makePerson, makeScene } from '../../auth/accounts-scene.ts';
import { useTestDb } from '../../helpers/db.ts';
import { makeSurfer } from './surfer.ts';

const testDb = useTestDb();

it.each([['zh-CN', '收到通知邮件？'], ['en', 'Received a notice?']] as const)('the front page tells a stranger in %s what to do, and sends others to their work', async (locale, noticed) => {
  const scene = makeScene(testDb().db);
  const browser = makeSurfer(scene.deps, { locale });
  const page = await browser.get('/');
  const $ = load(page.html);
  expect($('html').attr('lang')).toBe(locale);
  expect(page.text).toContain(noticed);
  const links = $('a').map((_, each) => $(each).attr('href')).get();
  for (const link of ['/sign-in', '/claim', '/docs', '/docs/errors']) expect(links).toContain(link);
  expect(links, 'no mailbox is served here').not.toContain('/mailbox');
  await browser.be((await makePerson(scene)).userId);
  expect(await browser.get('/')).toMatchObject({ status: 303, to: '/portal' });
});
