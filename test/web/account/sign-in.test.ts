import { beforeAll, describe, expect, it } from 'vitest';
import { makePerson, makeScene, PASSWORD, type Scene } from '../../auth/accounts-scene.ts';
import { useTestDb } from '../../helpers/db.ts';
import { makeSurfer } from './surfer.ts';

const testDb = useTestDb();
let scene: Scene;
let serial = 0;
/** Each browser has an address of its own, since tries are counted by it. */
const surfer = () => makeSurfer(scene.deps, { ip: `198.51.100.${(serial += 1)}` });
beforeAll(() => {
  scene = makeScene(testDb().db);
});

describe('signing in', () => {
  it('goes on to where its reader was headed, with cookies that scripts and other sites cannot use', async () => {
    const { email } = await makePerson(scene);
    const browser = surfer();
    const asked = await browser.get('/account/sessions?x=1');
    expect(asked).toMatchObject({ status: 303, to: '/sign-in?next=%2Faccount%2Fsessions%3Fx%3D1' });
    const form = await browser.get(asked.to ?? '');
    expect(form.field('next')).toBe('/account/sessions?x=1');
    expect(form.html).toMatch(/name="email"[^>]*autocomplete="username"|autocomplete="username"[^>]*name="email"/);
    expect(form.html).toContain('autocomplete="current-password"');
    const done = await browser.post('/sign-in', { email, password: PASSWORD, next: '/account/sessions?x=1' });
    expect(done).toMatchObject({ status: 303, to: '/account/sessions?x=1' });
    const session = done.headers.getSetCookie().find((line) => line.includes('session_token'));
    for (const flag of [/HttpOnly/i, /Secure/i, /SameSite=Lax/i, /Path=\//i]) expect(session).toMatch(flag);
    const page = await browser.get('/account/sessions');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Chrome on Windows');
    expect(page.text).toContain('This device');
    expect(await browser.get('/sign-in')).toMatchObject({ status: 303, to: '/' });
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example/', '/%09/evil.example\t', 'javascript:alert(1)'])('never leads to another site: %s', async (next) => {
    const { email } = await makePerson(scene);
    const browser = surfer();
    expect((await browser.get(`/sign-in?next=${encodeURIComponent(next)}`)).field('next')).toBeUndefined();
    expect((await browser.post('/sign-in', { email, password: PASSWORD, next })).to).toBe('/');
  });

  it('refuses with one message whichever was wrong, keeps the address and drops the password', async () => {
    const { email } = await makePerson(scene);
    const known = await surfer().post('/sign-in', { email, password: 'not the password' });
    const unknown = await surfer().post('/sign-in', { email: 'nobody@example.com', password: 'not the password' });
    expect(known.status).toBe(422);
    expect(known.text).toContain('The mail address or the password is not right');
    expect(known.field('email')).toBe(email);
    expect(known.html).not.toContain('not the password');
    expect(known.html).toMatch(/role="alert"[^>]*autofocus/);
    expect(unknown.html.replaceAll('nobody@example.com', email)).toBe(known.html);
  });

  it('says what is missing beside its field', async () => {
    const page = await surfer().post('/sign-in', { email: 'not an address', password: '' });
    expect(page.status).toBe(422);
    expect(page.field('email')).toBe('not an address');
    expect(page.html).toMatch(/aria-describedby="f-email-error"/);
    expect(page.text).toContain('Enter a valid mail address');
    expect(page.text).toContain('Please fill this in');
  });

  it('tells in words when the next try is taken', async () => {
    const { email } = await makePerson(scene);
    const browser = surfer();
    for (let i = 0; i < 10; i += 1) await browser.post('/sign-in', { email, password: 'not the password' });
    const page = await browser.post('/sign-in', { email, password: PASSWORD });
    expect(page.status).toBe(429);
    expect(Number(page.headers.get('Retry-After'))).toBeGreaterThan(60);
    expect(page.text).toMatch(/You can try again in 1[0-5] minutes/);
    expect(page.field('email')).toBe(email);
  });

  it('takes no form from another site, nor one that does not say where it stood', async () => {
    const { email } = await makePerson(scene);
    const browser = surfer();
    for (const headers of [{}, { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://evil.example' }]) {
      expect((await browser.post('/sign-in', { email, password: PASSWORD }, headers)).status).toBe(403);
    }
    expect([...browser.cookies.keys()].some((name) => name.includes('session_token'))).toBe(false);
  });

  it('ends by signing out: the cookie opens nothing any more', async () => {
    const { userId } = await makePerson(scene);
    const browser = surfer();
    await browser.be(userId);
    const thief = surfer();
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    expect((await browser.get('/account')).status).toBe(200);
    expect(await browser.post('/sign-out')).toMatchObject({ status: 303, to: '/' });
    expect((await browser.get('/account')).status).toBe(303);
    expect((await thief.get('/account')).status).toBe(303);
  });
});

describe('a sign-in link', () => {
  it('is asked for with the same answer for every address', async () => {
    const { email } = await makePerson(scene);
    const answers = await Promise.all([email, 'nobody2@example.com'].map(async (address) => {
      const browser = surfer();
      const sent = await browser.post('/sign-in/link', { email: address, next: '/portal/messages' });
      const page = await browser.get(sent.to ?? '');
      return [sent.status, sent.to, page.status, page.html.replaceAll(address, 'x')];
    }));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(303);
    expect(scene.outbox.filter((mail) => mail.to === 'nobody2@example.com')).toEqual([]);
  });

  it('signs in by its button only, once, and leads on', async () => {
    const { email } = await makePerson(scene);
    await surfer().post('/sign-in/link', { email, next: '/account/sessions' });
    const [link] = await scene.links(email);
    const path = `${link?.pathname}${link?.search}`;
    for (let scan = 0; scan < 3; scan += 1) expect((await surfer().get(path)).status).toBe(200);
    const browser = surfer();
    const page = await browser.get(path);
    const fields = { token: page.field('token') ?? '', next: page.field('next') ?? '' };
    expect(fields.next).toBe('/account/sessions');
    expect(await browser.post('/sign-in/link/open', fields)).toMatchObject({ status: 303, to: '/account/sessions' });
    expect((await browser.get('/account/sessions')).status).toBe(200);
    const again = await surfer().post('/sign-in/link/open', fields);
    expect(again.status).toBe(410);
    expect(again.text).toContain('Ask for a new link');
  });
});

describe('a forgotten password', () => {
  it('is asked for with the same answer, and replaced once', async () => {
    const { email } = await makePerson(scene);
    expect(await surfer().post('/forgot', { email })).toMatchObject({ status: 303, to: '/forgot?sent=1' });
    expect(await surfer().post('/forgot', { email: 'nobody3@example.com' })).toMatchObject({ status: 303, to: '/forgot?sent=1' });
    const token = await scene.token(email);
    const browser = surfer();
    expect((await browser.get(`/reset?token=${token}`)).field('token')).toBe(token);
    const short = await browser.post('/reset', { token, password: 'too short' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('A password has at least 10 characters');
    expect(short.field('token')).toBe(token);
    expect((await browser.post('/reset', { token, password: 'password123' })).text).toContain('This is among the first that anybody would try');
    expect(await browser.post('/reset', { token, password: 'a new sentence of mine' })).toMatchObject({ status: 303, to: '/sign-in' });
    expect((await browser.get('/sign-in')).text).toContain('The new password is saved');
    expect((await surfer().post('/sign-in', { email, password: 'a new sentence of mine' })).status).toBe(303);
    expect((await browser.post('/reset', { token, password: 'yet another sentence' })).status).toBe(410);
  });
});
