import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { confirmTotp, requestMagicLink, resetPassword, requestPasswordReset, revokeSession, signIn, startTotp, useMagicLink, verifyCode } from '../../src/auth/index.ts';
import { limiter } from '../../src/auth/limits/limiters.ts';
import { auditOf, Browser, browserOf, makePerson, makeScene, PASSWORD, phoneCode, type Scene } from '../auth/accounts-scene.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeSurfer } from './account/surfer.ts';

const testDb = useTestDb({ max: 8 });
let scene: Scene;
beforeAll(() => {
  scene = makeScene(testDb().db);
});

async function withTotp() {
  const person = await makePerson(scene);
  const browser = await browserOf(scene, person.userId);
  const { uri } = await startTotp(browser.request, await browser.mustView(), { password: PASSWORD });
  browser.keep(await confirmTotp(browser.request, await browser.mustView(), { code: phoneCode(uri, -1) }));
  return { ...person, browser, uri };
}

describe('a second factor', () => {
  it('signs out, when it is turned on, every browser that came in without it', async () => {
    const { userId } = await makePerson(scene);
    const [mine, strange] = [await browserOf(scene, userId), await browserOf(scene, userId)];
    const { uri } = await startTotp(mine.request, await mine.mustView(), { password: PASSWORD });
    mine.keep(await confirmTotp(mine.request, await mine.mustView(), { code: phoneCode(uri, -1) }));
    expect(await strange.viewer()).toBeNull();
    expect(await mine.viewer()).toMatchObject({ userId, totp: true });
  });

  it('asks for the code of whose sign-in it is, not of who is signed in beside it', async () => {
    const [victim, other] = [await withTotp(), await withTotp()];
    other.browser.keep(await signIn(other.browser.request, { email: victim.email, password: PASSWORD }));
    await expect(verifyCode(other.browser.request, { code: phoneCode(other.uri) })).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect((await auditOf(scene.deps.db, `user:${victim.userId}`)).at(-1)).toBe('session.refused');
    other.browser.keep(await verifyCode(other.browser.request, { code: phoneCode(victim.uri) }));
    expect(await other.browser.viewer()).toMatchObject({ userId: victim.userId });
  });
});

it('a new password ends the sign-in links that are still under way', async () => {
  const { email } = await makePerson(scene);
  const browser = new Browser(scene.deps, '198.51.102.1');
  await requestMagicLink(browser.request, { email });
  const link = await scene.token(email);
  await requestPasswordReset(browser.request, { email });
  await resetPassword(browser.request, { token: await scene.token(email), password: 'another good one' });
  await expect(useMagicLink(browser.request, { token: link })).rejects.toMatchObject({ code: 'LINK_INVALID' });
});

it.each(['/\0', '/\u0001x'])('a path with a control character leads home, and breaks nothing: %j', async (next) => {
  const { userId } = await makePerson(scene);
  const browser = makeSurfer(scene.deps, { ip: '198.51.102.2' });
  await browser.be(userId);
  expect(await browser.get(`/sign-in?next=${encodeURIComponent(next)}`)).toMatchObject({ status: 303, to: '/' });
});

it.each([
  ['/sign-in/link', 'application/x-www-form-urlencoded', 'email=a%40example.com&next=%2F%00'],
  ['/sign-in/link/open', 'application/x-www-form-urlencoded', 'token=a%00b'],
  ['/reset', 'application/x-www-form-urlencoded', 'token=a%00b&password=a+good+long+one'],
  ['/sign-in', 'multipart/form-data', 'no boundary'],
  ['/sign-in', 'multipart/form-data; boundary=a', '--b'],
])('what no form sends is refused, not a fault of ours: %s as %s', async (path, type, body) => {
  const headers = { Accept: 'text/html', 'Content-Type': type, 'Sec-Fetch-Site': 'same-origin' };
  expect((await createApp(scene.deps).request(path, { method: 'POST', body, headers })).status).toBe(422);
});

it('an owner invites 20 people in a day at most', async () => {
  const { userId } = await makePerson(scene);
  const browser = makeSurfer(scene.deps);
  await browser.be(userId);
  const seen: number[] = [];
  for (let n = 0; n < 21; n += 1) seen.push((await browser.post('/portal/team', { email: `someone${n}@example.org` })).status);
  expect(seen).toEqual([...Array.from({ length: 20 }, () => 303), 422]);
});

describe('limits by address', () => {
  it('are counted for the address that a trusted proxy saw, whatever the visitor claims', async () => {
    const asked = async (proxies: string, forwarded: string) => {
      const app = createApp({ ...scene.deps, config: { ...scene.deps.config, TRUSTED_PROXIES: Number(proxies) } });
      await app.request('/sign-in', {
        method: 'POST', body: 'email=nobody@example.com&password=wrong', headers: { Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': forwarded },
      }, { incoming: { socket: { remoteAddress: '::ffff:10.9.9.9' } } });
    };
    await asked('1', '1.1.1.1, 192.0.2.55');
    await asked('0', '192.0.2.56');
    const tries = async (ip: string) => (await limiter(scene.deps.db, 'sign-in-ip').get(ip))?.consumedPoints ?? 0;
    expect([await tries('192.0.2.55'), await tries('1.1.1.1'), await tries('192.0.2.56'), await tries('10.9.9.9')]).toEqual([1, 0, 0, 1]);
  });

  it('take an IPv6 network for one visitor', async () => {
    for (const ip of ['2001:db8::1', '2001:db8:0:0:ffff::2']) {
      await expect(signIn(new Browser(scene.deps, ip).request, { email: `${ip.length}@example.com`, password: 'wrong' })).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    }
    expect((await limiter(scene.deps.db, 'sign-in-ip').get('2001:db8:0:0::/64'))?.consumedPoints).toBe(2);
  });
});

describe('a live page', () => {
  const stream = async (cookie: string, app = createApp(scene.deps)) => app.request('/probe', { headers: { Cookie: cookie, Accept: 'text/html' } });

  it('ends when its reader is signed out, and is kept for so many at once only', async () => {
    const { live } = await import('../../src/web/http/render.tsx');
    const { userId } = await makePerson(scene);
    const browser = await browserOf(scene, userId);
    const viewer = await browser.mustView();
    const app = createApp(scene.deps, { pages: (pages) => void pages.get('/probe', (c) => live(c, 50, () => Promise.resolve({ pieces: [], done: false }))) });
    const cookie = browser.request.headers.get('cookie') ?? '';
    const opened = await Promise.all(Array.from({ length: 12 }, () => stream(cookie, app)));
    expect((await stream(cookie, app)).status).toBe(429);
    for (const each of opened.slice(1)) await each.body?.cancel();
    await revokeSession(browser.request, viewer, { sessionId: viewer.sessionId });
    expect(await opened[0]?.text()).toBe('');
  });
});
