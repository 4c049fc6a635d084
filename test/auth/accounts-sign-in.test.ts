import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStaff, createUser, listSessions, openSessionFor, readSession, requestMagicLink, revokeOtherSessions, revokeSession, setStaffDisabled, signIn, signOut, staffActor, useMagicLink } from '../../src/auth/index.ts';
import { accountMail, accountSession, accountUser, accountVerification } from '../../src/db/schema/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { auditOf, Browser, browserOf, makePerson, makeScene, PASSWORD, type Scene } from './accounts-scene.ts';

const testDb = useTestDb();
let scene: Scene;
beforeAll(() => {
  scene = makeScene(testDb().db);
});

const person = (password = true) => makePerson(scene, { password });

describe('signing in by password', () => {
  it('opens a session that the next request is read from, and says so in the audit', async () => {
    const { email, userId, affiliateId } = await person();
    const browser = new Browser(scene.deps);
    const answer = browser.keep(await signIn(browser.request, { email: ` ${email.toUpperCase()} `, password: PASSWORD }));
    expect(answer).toMatchObject({ kind: 'in', userId });
    for (const line of answer.setCookies) expect(line).toMatch(/^__Secure-tuiguan\.\w+=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(await browser.viewer()).toMatchObject({ userId, email, name: '林', hasPassword: true, totp: false, staff: null, affiliates: [{ affiliateId, name: '小林优选', role: 'owner' }] });
    expect(await auditOf(scene.deps.db, `user:${userId}`)).toEqual(['session.open']);
  });

  it('answers a wrong password and an unknown address alike, and writes down the first', async () => {
    const { email, userId } = await person();
    const { request } = new Browser(scene.deps);
    const wrong = await signIn(request, { email, password: 'not the password' }).catch((error: unknown) => error);
    const unknown = await signIn(request, { email: 'nobody@example.com', password: 'not the password' }).catch((error: unknown) => error);
    expect(wrong).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect({ ...(wrong as object), message: (wrong as Error).message }).toEqual({ ...(unknown as object), message: (unknown as Error).message });
    expect(await auditOf(scene.deps.db, `user:${userId}`)).toEqual(['session.refused']);
  });

  it('never repeats what was typed in its errors', async () => {
    const fault = await signIn(new Browser(scene.deps).request, { email: 'no address', password: `secret${'x'.repeat(300)}` }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'email' }, { path: 'password' }] });
    expect(JSON.stringify(fault) + (fault as Error).message).not.toContain('secretx');
  });

  it('reads no session from a forged cookie', async () => {
    const browser = await browserOf(scene, (await person()).userId);
    const name = '__Secure-tuiguan.session_token';
    const real = browser.cookies.get(name) ?? '';
    for (const forged of [real.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')), real.replace(/=$/, ''), real.split('.')[0] ?? '', `${real}x`, '.', '']) {
      const other = new Browser(scene.deps);
      other.forge(name, () => forged);
      expect(await other.viewer(), forged).toBeNull();
    }
    expect(await browser.viewer()).not.toBeNull();
  });
});

describe('sessions', () => {
  it('are listed with the device, ended one by one or all but this, and the next request sees it', async () => {
    const { email, userId } = await person();
    const phone = new Browser(scene.deps, '198.51.100.4', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1');
    const desk = new Browser(scene.deps);
    const third = new Browser(scene.deps);
    for (const each of [phone, desk, third]) each.keep(await signIn(each.request, { email, password: PASSWORD }));
    const viewer = await desk.mustView();
    const listed = await listSessions(desk.request, viewer);
    expect(listed).toHaveLength(3);
    const ofPhone = listed.find((each) => each.ip === '198.51.100.4');
    expect(ofPhone).toMatchObject({ device: { browser: 'Safari', system: 'iPhone' }, current: false });
    expect(listed.filter((each) => each.current)).toMatchObject([{ device: { browser: 'Chrome', system: 'Windows' }, ip: '203.0.113.7' }]);

    await revokeSession(desk.request, viewer, { sessionId: ofPhone?.sessionId ?? 0 });
    expect(await phone.viewer()).toBeNull();
    expect(await revokeOtherSessions(desk.request, viewer)).toBe(1);
    expect(await third.viewer()).toBeNull();
    expect(await desk.viewer()).not.toBeNull();

    desk.keep(await signOut(desk.request));
    expect(await desk.viewer()).toBeNull();
    await signOut(desk.request);
    expect((await auditOf(scene.deps.db, `user:${userId}`)).slice(3)).toEqual(['session.revoke', 'session.revoke_others', 'session.close']);
  });

  it('of somebody else is not found', async () => {
    const [one, other] = [await person(), await person()];
    const browsers = [await browserOf(scene, one.userId), await browserOf(scene, other.userId)] as const;
    const { sessionId } = await browsers[1].mustView();
    await expect(revokeSession(browsers[0].request, await browsers[0].mustView(), { sessionId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await browsers[1].viewer()).not.toBeNull();
  });

  it('roll on while they are used and end when they are not', async () => {
    const { userId } = await person();
    const browser = await browserOf(scene, userId);
    expect((await readSession(scene.deps, browser.request.headers))?.setCookies).toEqual([]);
    const twoHoursAgo = new Date(Date.now() - 7_200_000);
    await scene.deps.db.update(accountSession).set({ updatedAt: twoHoursAgo, expiresAt: new Date(Date.now() + 60_000) }).where(eq(accountSession.userId, userId));
    expect((await readSession(scene.deps, browser.request.headers))?.setCookies).toHaveLength(1);
    const [prolonged] = await scene.deps.db.select().from(accountSession).where(eq(accountSession.userId, userId));
    expect(((prolonged?.expiresAt.getTime() ?? 0) - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
    await scene.deps.db.update(accountSession).set({ expiresAt: twoHoursAgo }).where(eq(accountSession.userId, userId));
    expect(await browser.viewer()).toBeNull();
  });

  it('of staff are short, and end at once when the person is disabled', async () => {
    const db = scene.deps.db;
    const { id } = await createStaff(scene.ctx(), { email: 'wei@example.com', name: '韦', roles: ['author'] });
    const { userId } = await createUser(scene.ctx(), { email: 'wei@example.com', name: '韦', password: PASSWORD, staffId: id });
    const relaxed = makeScene(db, { STAFF_TOTP: 'optional' });
    const browser = new Browser(relaxed.deps);
    browser.take(await openSessionFor(relaxed.deps, { userId, ip: '203.0.113.7', userAgent: browser.userAgent }));
    const viewer = await browser.mustView();
    expect(staffActor(viewer)).toEqual({ kind: 'staff', staffId: id, name: '韦', roles: ['author'], scopes: null });
    const [session] = await db.select().from(accountSession).where(eq(accountSession.id, viewer.sessionId));
    expect(((session?.expiresAt.getTime() ?? 0) - Date.now()) / 3_600_000).toBeCloseTo(12, 1);

    await setStaffDisabled(scene.ctx(), { staffId: id, disabled: true });
    expect(await browser.viewer()).toBeNull();
    await expect(signIn(browser.request, { email: 'wei@example.com', password: PASSWORD })).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });
});

describe('a sign-in link', () => {
  it('signs in once, also when it is opened many times at the same moment', async () => {
    const { email, userId } = await person(false);
    const browser = new Browser(scene.deps);
    await requestMagicLink(browser.request, { email, next: '/portal/sites?x=1' });
    const [link] = await scene.links(email);
    expect(link?.pathname).toBe('/sign-in/link');
    expect(link?.searchParams.get('next')).toBe('/portal/sites?x=1');
    const token = link?.searchParams.get('token') ?? '';
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => useMagicLink(browser.request, { token })));
    expect(answers.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    for (const each of answers) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'LINK_INVALID' });
    for (const each of answers) if (each.status === 'fulfilled') browser.keep(each.value);
    expect(await browser.viewer()).toMatchObject({ userId, hasPassword: false });
    expect(await auditOf(scene.deps.db, `user:${userId}`)).toEqual(['session.open']);
  });

  it('opens nothing once it is old, changed or another kind of token', async () => {
    const { email } = await person(false);
    const { request } = new Browser(scene.deps);
    await requestMagicLink(request, { email });
    const token = await scene.token(email);
    await scene.deps.db.update(accountVerification).set({ expiresAt: new Date(Date.now() - 1) });
    for (const wrong of [token, `${token}x`, 'x']) await expect(useMagicLink(request, { token: wrong }), wrong).rejects.toMatchObject({ code: 'LINK_INVALID' });
  });

  it('is asked for with the same answer by anybody, and goes to accounts of affiliates only', async () => {
    const { email } = await person();
    const { id } = await createStaff(scene.ctx(), { email: 'chen@example.com', name: '陈', roles: ['author'] });
    await createUser(scene.ctx(), { email: 'chen@example.com', name: '陈', password: PASSWORD, staffId: id });
    const { request } = new Browser(scene.deps, '198.51.100.9');
    for (const address of [email, 'chen@example.com', 'stranger@example.com']) expect(await requestMagicLink(request, { email: address })).toBeUndefined();
    expect(await scene.links(email)).toHaveLength(1);
    expect(await scene.links('chen@example.com')).toEqual([]);
    expect(await scene.links('stranger@example.com')).toEqual([]);
    const rows = await scene.deps.db.select().from(accountMail).where(eq(accountMail.address, email));
    expect(rows).toMatchObject([{ state: 'sent', payload: null }]);
  });

  it('from before a person joined the staff opens nothing', async () => {
    const { email } = await person(false);
    const { request } = new Browser(scene.deps, '198.51.100.10');
    await requestMagicLink(request, { email });
    const token = await scene.token(email);
    const { id } = await createStaff(scene.ctx(), { email: 'moved@example.com', name: '陈', roles: ['author'] });
    await scene.deps.db.update(accountUser).set({ staffId: id }).where(eq(accountUser.email, email));
    await expect(useMagicLink(request, { token })).rejects.toMatchObject({ code: 'LINK_INVALID' });
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'x'])('does not lead on to %s', async (next) => {
    await expect(requestMagicLink(new Browser(scene.deps, '198.51.100.11').request, { email: 'a@example.com', next })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'next' }] });
  });
});
