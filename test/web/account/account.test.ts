import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { listSessions, readSession } from '../../../src/auth/index.ts';
import { WORDS } from '../../../src/web/words/index.ts';
import { makePerson, makeScene, PASSWORD, phoneCode, type Scene } from '../../auth/accounts-scene.ts';
import { useTestDb } from '../../helpers/db.ts';
import { makeSurfer, type Surfer } from './surfer.ts';

const testDb = useTestDb();
let scene: Scene;
let serial = 0;
const surfer = (locale: 'zh-CN' | 'en' = 'en') => makeSurfer(scene.deps, { ip: `198.51.100.${(serial += 1)}`, locale });
beforeAll(() => {
  scene = makeScene(testDb().db);
});

async function signedIn(options: Parameters<typeof makePerson>[1] = {}) {
  const person = await makePerson(scene, options);
  const browser = surfer();
  await browser.be(person.userId);
  return { ...person, browser };
}

async function viewerOf(browser: Surfer) {
  const headers = new Headers({ cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') });
  const session = await readSession(scene.deps, headers);
  if (!session) throw new Error('nobody is signed in here');
  return session.viewer;
}

const OUTSIDE = ['/sign-in', '/sign-in/code', '/sign-in/code?backup=1', '/sign-in/link', '/sign-in/link?sent=1', '/sign-in/link?token=abc', '/forgot', '/forgot?sent=1', '/reset?token=abc', '/claim', '/claim?sent=1', '/claim?token=abc', '/join?token=abc', '/staff/join?token=abc'];
const INSIDE = ['/account', '/account/sessions', '/account/two-factor'];

it.each(['zh-CN', 'en'] as const)('every page speaks %s, with one heading, and hides no key behind its words', async (locale) => {
  const inside = surfer(locale);
  await inside.be((await makePerson(scene)).userId);
  const stranger = surfer(locale);
  for (const [path, browser] of [...OUTSIDE.map((each) => [each, stranger] as const), ...INSIDE.map((each) => [each, inside] as const)]) {
    const page = await browser.get(path);
    expect([200, 410], path).toContain(page.status);
    const $ = load(page.html);
    expect($('html').attr('lang'), path).toBe(locale);
    expect($('h1').length, path).toBe(1);
    expect($('main').length, path).toBe(1);
    expect(page.html, path).not.toMatch(/ style="| on\w+="|<script(?![^>]* src=)/);
    expect(page.html.length, path).toBeLessThan(60_000);
    for (const key of Object.keys(WORDS)) if (key.includes('.') && page.text.includes(key)) throw new Error(`${path} shows ${key}`);
    const ids = $('[id]').map((_, each) => $(each).attr('id')).get();
    expect(new Set(ids).size, path).toBe(ids.length);
  }
});

describe('the account', () => {
  it('keeps name and language, and the pages follow', async () => {
    const { browser } = await signedIn();
    const wrong = await browser.post('/account', { name: ' ', locale: 'zh-CN' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Please fill this in');
    expect(await browser.post('/account', { name: '林小满', locale: 'zh-CN' })).toMatchObject({ status: 303, to: '/account' });
    const page = await browser.get('/account');
    expect(page.field('name')).toBe('林小满');
    expect(page.html).toContain('<html lang="zh-CN"');
    expect(page.text).toContain('已保存');
    expect(await viewerOf(browser)).toMatchObject({ name: '林小满', locale: 'zh-CN' });
  });

  it('changes the password, says what is wrong with one, and signs the other browsers out', async () => {
    const { browser, email, userId } = await signedIn();
    const other = surfer();
    await other.be(userId);
    const say = async (fields: Record<string, string>) => {
      const page = await browser.post('/account/password', fields);
      expect(page.status).toBe(422);
      expect(page.html).not.toContain(PASSWORD);
      return page.text;
    };
    expect(await say({ currentPassword: '', newPassword: 'a new sentence of mine' })).toContain('Please fill this in');
    expect(await say({ currentPassword: 'not the password', newPassword: 'a new sentence of mine' })).toContain('This is not your current password');
    expect(await say({ currentPassword: PASSWORD, newPassword: 'short' })).toContain('A password has at least 10 characters');
    expect(await browser.post('/account/password', { currentPassword: PASSWORD, newPassword: 'a new sentence of mine' })).toMatchObject({ status: 303, to: '/account' });
    expect((await browser.get('/account')).text).toContain('The password is changed');
    expect((await other.get('/account')).status).toBe(303);
    expect((await surfer().post('/sign-in', { email, password: 'a new sentence of mine' })).status).toBe(303);
  });

  it('sets a first password for who has none', async () => {
    const { browser, email } = await signedIn({ password: false });
    expect((await browser.get('/account')).field('currentPassword')).toBeUndefined();
    expect((await browser.post('/account/password', { newPassword: PASSWORD })).status).toBe(303);
    expect((await surfer().post('/sign-in', { email, password: PASSWORD })).status).toBe(303);
  });
});

describe('the devices', () => {
  it('are listed in words; one or all others are signed out, and nobody else’s', async () => {
    const { browser, userId } = await signedIn();
    const others = [surfer(), surfer(), surfer()];
    for (const each of others) await each.be(userId);
    const stranger = await signedIn();
    const theirs = (await viewerOf(stranger.browser)).sessionId;
    const page = await browser.get('/account/sessions');
    expect(page.text.match(/Chrome on Windows/g)).toHaveLength(4);
    expect(page.text.match(/This device/g)).toHaveLength(1);
    expect(page.text).toMatch(/198\.51\.100\.\d+/);
    expect(page.text).toContain('Within the hour');
    expect((await browser.post('/account/sessions/revoke', { session: String(theirs) })).status).toBe(404);
    expect((await stranger.browser.get('/account')).status).toBe(200);
    const one = (await listSessions({ deps: scene.deps }, await viewerOf(browser))).find((each) => !each.current);
    expect(await browser.post('/account/sessions/revoke', { session: String(one?.sessionId) })).toMatchObject({ status: 303, to: '/account/sessions' });
    expect((await browser.get('/account/sessions')).text).toContain('That device is signed out');
    expect((await browser.post('/account/sessions/revoke-others')).status).toBe(303);
    const after = await browser.get('/account/sessions');
    expect(after.text).toContain('2 other devices are signed out');
    expect(after.text).toContain('No other device is signed in');
    for (const each of others) expect((await each.get('/account')).status).toBe(303);
  });
});

/** Goes through the forms up to the backup codes. */
async function enrol(browser: Surfer) {
  const started = await browser.post('/account/two-factor/start', { password: PASSWORD });
  const fields = { uri: started.field('uri') ?? '', backup: started.field('backup') ?? '' };
  const confirmed = await browser.post('/account/two-factor/confirm', { ...fields, code: phoneCode(fields.uri) });
  return { started, fields, confirmed, codes: fields.backup.split(' ') };
}

describe('the second factor', () => {
  it('is set up by forms: a wrong password and a wrong code are told, a made-up address is dropped', async () => {
    const { browser } = await signedIn();
    expect((await browser.post('/account/two-factor/start', { password: 'not the password' })).text).toContain('This is not your current password');
    const early = await browser.post('/account/two-factor/start', { password: PASSWORD });
    const uri = early.field('uri') ?? '';
    const secret = new URL(uri).searchParams.get('secret') ?? '';
    expect(early.text).toContain(secret.replace(/(.{4})(?=.)/g, '$1 '));
    expect(early.html).toContain('role="img" aria-label="QR code');
    expect(early.html).not.toContain('<img');
    const wrong = await browser.post('/account/two-factor/confirm', { uri, backup: early.field('backup') ?? '', code: '000000' });
    expect(wrong.status).toBe(422);
    expect(wrong.field('uri')).toBe(uri);
    expect(wrong.text).toContain('These digits are not right');
    expect(await browser.post('/account/two-factor/confirm', { uri: 'https://evil.example', backup: 'x', code: '000000' })).toMatchObject({ status: 303, to: '/account/two-factor' });

    const { confirmed, codes } = await enrol(browser);
    expect(confirmed.status).toBe(200);
    expect(codes).toHaveLength(10);
    for (const code of codes) expect(confirmed.text).toContain(code);
    const settled = await browser.get('/account/two-factor');
    expect(settled.text).toContain('On');
    for (const code of codes) expect(settled.html).not.toContain(code);
  });

  it('is asked for at sign-in, and not again on a trusted device', async () => {
    const { browser, email } = await signedIn();
    const { fields } = await enrol(browser);
    const phone = surfer();
    expect(await phone.post('/sign-in', { email, password: PASSWORD, next: '/account' })).toMatchObject({ status: 303, to: '/sign-in/code?next=%2Faccount' });
    expect((await phone.get('/account')).status).toBe(303);
    const ask = await phone.get('/sign-in/code?next=%2Faccount');
    expect(ask.html).toContain('autocomplete="one-time-code"');
    expect(ask.html).toContain('inputmode="numeric"');
    const refused = await phone.post('/sign-in/code', { code: '12', kind: 'app', next: '/account' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This code is not right');
    expect(await phone.post('/sign-in/code', { code: phoneCode(fields.uri), kind: 'app', next: '/account', trust: 'on' })).toMatchObject({ status: 303, to: '/account' });
    expect((await phone.get('/account')).status).toBe(200);
    await phone.post('/sign-out');
    expect((await phone.post('/sign-in', { email, password: PASSWORD })).to, 'a trusted device is not asked again').toBe('/');
  });

  it('is replaced by a backup code, once, and can be turned off', async () => {
    const { browser, email } = await signedIn();
    const { codes } = await enrol(browser);
    const paper = surfer();
    await paper.post('/sign-in', { email, password: PASSWORD });
    expect(await paper.post('/sign-in/code', { code: codes[0] ?? '', kind: 'backup' })).toMatchObject({ status: 303, to: '/' });
    const twice = surfer();
    await twice.post('/sign-in', { email, password: PASSWORD });
    expect((await twice.post('/sign-in/code', { code: codes[0] ?? '', kind: 'backup' })).text).toContain('This backup code is not right');

    const fresh = await browser.post('/account/two-factor/backup-codes', { password: PASSWORD });
    expect(fresh.text).toContain('they are not shown again');
    expect(fresh.text).not.toContain(codes[1]);
    expect(await browser.post('/account/two-factor/disable', { password: PASSWORD })).toMatchObject({ status: 303, to: '/account/two-factor' });
    expect((await surfer().post('/sign-in', { email, password: PASSWORD })).to).toBe('/');
  });

  it('opens the console to staff, who may not turn it off', async () => {
    const { browser } = await signedIn({ roles: ['viewer'] });
    expect((await browser.get('/console')).to).toBe('/account/two-factor');
    const { confirmed } = await enrol(browser);
    expect(confirmed.text).toContain('they are not shown again');
    expect(confirmed.html).toContain('href="/console"');
    expect((await browser.get('/console')).to).not.toBe('/account/two-factor');
    expect((await browser.get('/account/two-factor')).html).not.toContain('/account/two-factor/disable');
    const refused = await browser.post('/account/two-factor/disable', { password: PASSWORD });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('so it cannot be turned off');
  });

  it('of somebody whose first step is long ago begins again', async () => {
    expect(await surfer().post('/sign-in/code', { code: '123456', kind: 'app', next: '/portal' })).toMatchObject({ status: 303, to: '/sign-in?next=%2Fportal' });
  });
});
