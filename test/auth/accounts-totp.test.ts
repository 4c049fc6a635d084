import { eq, like } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  changePassword, confirmTotp, disableTotp, needsTotp, newBackupCodes, requestMagicLink, requestPasswordReset, resetPassword, resetTotp, setLocale, setName, signIn, staffActor, startTotp, useMagicLink, verifyCode,
} from '../../src/auth/index.ts';
import { accountTwoFactor, accountUser, accountVerification, rateLimit } from '../../src/db/schema/index.ts';
import type { Role } from '../../src/lib/roles.ts';
import { useTestDb } from '../helpers/db.ts';
import { auditOf, Browser, browserOf, makePerson, makeScene, PASSWORD, phoneCode, type Scene } from './accounts-scene.ts';

const testDb = useTestDb();
let scene: Scene;
beforeAll(() => {
  scene = makeScene(testDb().db);
});

async function signedIn(options: { roles?: Role[]; password?: boolean } = {}) {
  const one = await makePerson(scene, options);
  return { ...one, browser: await browserOf(scene, one.userId) };
}

/** Sets a second factor up with the code of the step before, so that the next codes are still unused. */
async function withTotp(options: { roles?: Role[] } = {}) {
  const one = await signedIn(options);
  const started = await startTotp(one.browser.request, await one.browser.mustView(), { password: PASSWORD });
  one.browser.keep(await confirmTotp(one.browser.request, await one.browser.mustView(), { code: phoneCode(started.uri, -1) }));
  return { ...one, ...started };
}

describe('the second factor', () => {
  it('is set up with the password and a first code, and asked for from then on', async () => {
    const { browser, email, userId } = await signedIn();
    const viewer = await browser.mustView();
    await expect(startTotp(browser.request, viewer, { password: 'not the password' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'password' }] });
    const { uri, secret, backupCodes } = await startTotp(browser.request, viewer, { password: PASSWORD });
    expect(uri).toMatch(/^otpauth:\/\/totp\//);
    expect(secret).toMatch(/^[A-Z2-7]{32,}$/);
    expect(new Set(backupCodes).size).toBe(10);
    // Half a set-up asks for nothing yet.
    const early = new Browser(scene.deps, '198.51.100.250');
    expect(await signIn(early.request, { email, password: PASSWORD })).toMatchObject({ kind: 'in' });
    await expect(confirmTotp(browser.request, viewer, { code: '000000' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'code' }] });

    const before = browser.cookies.get('__Secure-tuiguan.session_token');
    browser.keep(await confirmTotp(browser.request, viewer, { code: phoneCode(uri, -1) }));
    expect(browser.cookies.get('__Secure-tuiguan.session_token')).not.toBe(before);
    expect(await browser.viewer()).toMatchObject({ userId, totp: true });

    const phone = new Browser(scene.deps, '198.51.100.251');
    const half = phone.keep(await signIn(phone.request, { email, password: PASSWORD }));
    expect(half).toMatchObject({ kind: 'code' });
    expect(await phone.viewer()).toBeNull();
    await expect(verifyCode(phone.request, { code: '123 456' })).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    const code = phoneCode(uri);
    expect(phone.keep(await verifyCode(phone.request, { code: `${code.slice(0, 3)} ${code.slice(3)}` }))).toMatchObject({ kind: 'in', userId });
    expect(await phone.viewer()).toMatchObject({ userId });
    expect(await auditOf(scene.deps.db, `user:${userId}`)).toEqual(['totp.start', 'session.open', 'totp.on', 'session.refused', 'session.open']);
    const [row] = await scene.deps.db.select().from(accountTwoFactor).where(eq(accountTwoFactor.userId, userId));
    expect(`${row?.secret}${row?.backupCodes}`).not.toContain(backupCodes[0]);
  });

  it('takes a code once, also twice at the same moment', async () => {
    const { email, uri } = await withTotp();
    const browsers = [new Browser(scene.deps, '198.51.100.252'), new Browser(scene.deps, '198.51.100.253')];
    for (const each of browsers) each.keep(await signIn(each.request, { email, password: PASSWORD }));
    const code = phoneCode(uri);
    const answers = await Promise.allSettled(browsers.map((each) => verifyCode(each.request, { code })));
    expect(answers.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is opened by a backup code, once', async () => {
    const { email, backupCodes } = await withTotp();
    const again = async () => {
      const browser = new Browser(scene.deps, '198.51.100.254');
      browser.keep(await signIn(browser.request, { email, password: PASSWORD }));
      return verifyCode(browser.request, { code: backupCodes[3] ?? '' });
    };
    expect(await again()).toMatchObject({ kind: 'in' });
    await scene.deps.db.delete(rateLimit);
    await expect(again()).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('takes 5 wrong codes in 15 minutes, however often the password starts anew', async () => {
    const { email, uri } = await withTotp();
    const seen: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      const browser = new Browser(scene.deps, '198.51.101.1');
      browser.keep(await signIn(browser.request, { email, password: PASSWORD }));
      await scene.deps.db.delete(rateLimit).where(like(rateLimit.key, 'code-once:%'));
      seen.push(await verifyCode(browser.request, { code: n === 6 ? phoneCode(uri) : `00000${n}` }).then(() => 'in', (error: { code: string }) => error.code));
    }
    expect(seen).toEqual([...Array.from({ length: 5 }, () => 'SIGN_IN_FAILED'), 'RATE_LIMITED', 'RATE_LIMITED']);
  });

  it('is asked for after a sign-in link too, and in a trusted browser not at all', async () => {
    const { email, uri, userId } = await withTotp();
    const browser = new Browser(scene.deps, '198.51.101.2');
    await requestMagicLink(browser.request, { email });
    expect(browser.keep(await useMagicLink(browser.request, { token: await scene.token(email) }))).toMatchObject({ kind: 'code' });
    expect(await browser.viewer()).toBeNull();
    expect(browser.keep(await verifyCode(browser.request, { code: phoneCode(uri), trustDevice: true }))).toMatchObject({ kind: 'in', userId });
    expect(browser.keep(await signIn(browser.request, { email, password: PASSWORD }))).toMatchObject({ kind: 'in', userId });
    // A password reset ends the trust.
    await requestPasswordReset(browser.request, { email });
    await resetPassword(browser.request, { token: await scene.token(email), password: 'another good one' });
    expect(await browser.viewer()).toBeNull();
    expect(await signIn(browser.request, { email, password: 'another good one' })).toMatchObject({ kind: 'code' });
  });

  it('cannot be entered without the first step, or too late', async () => {
    const { email, uri } = await withTotp();
    await expect(verifyCode(new Browser(scene.deps).request, { code: phoneCode(uri) })).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    const browser = new Browser(scene.deps, '198.51.101.3');
    browser.keep(await signIn(browser.request, { email, password: PASSWORD }));
    const forged = new Browser(scene.deps, '198.51.101.3');
    forged.forge('__Secure-tuiguan.two_factor', () => `${browser.cookies.get('__Secure-tuiguan.two_factor')?.split('.')[0]}.AAAA`);
    await expect(verifyCode(forged.request, { code: phoneCode(uri) })).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    await scene.deps.db.update(accountVerification).set({ expiresAt: new Date(Date.now() - 1) });
    await expect(verifyCode(browser.request, { code: phoneCode(uri) })).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
  });

  it('gives new backup codes and is turned off, both with the password', async () => {
    const { browser, backupCodes, userId, email } = await withTotp();
    const made = await newBackupCodes(browser.request, await browser.mustView(), { password: PASSWORD });
    expect(made.backupCodes).not.toContain(backupCodes[0]);
    await expect(disableTotp(browser.request, await browser.mustView(), { password: 'not the password' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    browser.keep(await disableTotp(browser.request, await browser.mustView(), { password: PASSWORD }));
    expect(await browser.viewer()).toMatchObject({ totp: false });
    expect(await signIn(new Browser(scene.deps).request, { email, password: PASSWORD })).toMatchObject({ kind: 'in' });
    expect((await auditOf(scene.deps.db, `user:${userId}`)).slice(-3)).toEqual(['totp.backup_codes', 'totp.off', 'session.open']);
  });
});

describe('staff', () => {
  it('act as nobody before the second factor is set up, and cannot turn it off', async () => {
    const { browser, uri } = await withTotp({ roles: ['author'] });
    const viewer = await browser.mustView();
    expect(staffActor(viewer)).toMatchObject({ kind: 'staff', roles: ['author'] });
    await expect(disableTotp(browser.request, viewer, { password: PASSWORD })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(uri).toContain('otpauth');

    const fresh = await signedIn({ roles: ['approver'] });
    const before = await fresh.browser.mustView();
    expect(needsTotp(scene.deps, before)).toBe(true);
    expect(staffActor(before)).toBeNull();
    expect(needsTotp(makeScene(scene.deps.db, { STAFF_TOTP: 'optional' }).deps, before)).toBe(false);
  });

  it('have a lost phone forgotten by an administrator, never by themselves', async () => {
    const { browser, staffId, userId, email } = await withTotp({ roles: ['administrator'] });
    const self = staffActor(await browser.mustView());
    if (!self) throw new Error('the administrator must act');
    await expect(resetTotp(scene.ctx(self), { staffId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(resetTotp(scene.ctx({ kind: 'staff', staffId: 999, name: '', roles: ['author'], scopes: null }), { staffId })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await resetTotp(scene.ctx({ kind: 'staff', staffId: 999, name: '', roles: ['administrator'], scopes: null }), { staffId });
    expect(await browser.viewer()).toBeNull();
    expect(browser.keep(await signIn(browser.request, { email, password: PASSWORD }))).toMatchObject({ kind: 'in', userId });
    expect(await browser.viewer()).toMatchObject({ totp: false, totpDue: true });
    expect((await auditOf(scene.deps.db, 'staff:999')).at(-1)).toBe('staff.reset_totp');
  });
});

describe('a password', () => {
  it('is changed with the old one, and signs out everywhere else', async () => {
    const { browser, email, userId } = await signedIn();
    const other = new Browser(scene.deps, '198.51.101.9');
    other.keep(await signIn(other.request, { email, password: PASSWORD }));
    const viewer = await browser.mustView();
    await expect(changePassword(browser.request, viewer, { currentPassword: 'not the password', newPassword: 'another good one' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'currentPassword' }] });
    browser.keep(await changePassword(browser.request, viewer, { currentPassword: PASSWORD, newPassword: 'another good one' }));
    expect(await browser.viewer()).toMatchObject({ userId });
    expect(await other.viewer()).toBeNull();
    await expect(signIn(other.request, { email, password: PASSWORD })).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await signIn(other.request, { email, password: 'another good one' })).toMatchObject({ kind: 'in' });
    expect(await auditOf(scene.deps.db, `user:${userId}`)).toContain('password.change');
  });

  it.each([['short', 'nine char'], ['too common', '1234567890'], ['too common', 'Password123'], ['one letter', 'aaaaaaaaaaaa'], ['too long', 'x1y'.repeat(70)]])('that is %s is refused', async (_why, newPassword) => {
    const { browser } = await signedIn();
    await expect(changePassword(browser.request, await browser.mustView(), { currentPassword: PASSWORD, newPassword })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'newPassword' }] });
  });

  it('is reset by the link of a mail, once, also when it is sent twice at the same moment', async () => {
    const { browser, email, userId } = await signedIn();
    await requestPasswordReset(browser.request, { email });
    await requestPasswordReset(browser.request, { email: 'stranger@example.com' });
    const [link] = await scene.links(email);
    expect(await scene.links('stranger@example.com')).toEqual([]);
    expect(link?.pathname).toBe('/reset');
    const token = link?.searchParams.get('token') ?? '';
    await expect(resetPassword(browser.request, { token, password: 'short' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'password' }] });
    const answers = await Promise.allSettled([1, 2, 3].map((n) => resetPassword(browser.request, { token, password: `another good one ${n}` })));
    expect(answers.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await browser.viewer()).toBeNull();
    await expect(resetPassword(browser.request, { token, password: 'another good one' })).rejects.toMatchObject({ code: 'LINK_INVALID' });
    expect((await auditOf(scene.deps.db, `user:${userId}`)).filter((each) => each === 'password.reset')).toHaveLength(1);
  });

  it('is not reset by an old link', async () => {
    const { browser, email } = await signedIn();
    await requestPasswordReset(browser.request, { email });
    const token = await scene.token(email);
    await scene.deps.db.update(accountVerification).set({ expiresAt: new Date(Date.now() - 1) });
    await expect(resetPassword(browser.request, { token, password: 'another good one' })).rejects.toMatchObject({ code: 'LINK_INVALID' });
    expect(await browser.viewer()).not.toBeNull();
  });
});

describe('a person', () => {
  it('chooses name and language', async () => {
    const { browser, userId } = await signedIn();
    await setName(browser.request, await browser.mustView(), { name: ' 林小美 ' });
    await setLocale(browser.request, await browser.mustView(), { locale: 'en' });
    expect(await browser.viewer()).toMatchObject({ name: '林小美', locale: 'en' });
    for (const name of ['', ' ', 'a\nb', 'x'.repeat(101)]) await expect(setName(browser.request, await browser.mustView(), { name })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'name' }] });
    expect(await auditOf(scene.deps.db, `user:${userId}`)).toEqual(['user.name', 'user.locale']);
    expect(await scene.deps.db.$count(accountUser, eq(accountUser.name, '林小美'))).toBe(1);
  });
});
