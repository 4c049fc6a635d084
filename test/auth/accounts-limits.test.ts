import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { requestClaim, requestMagicLink, requestPasswordReset, signIn } from '../../src/auth/index.ts';
import { accountMail, audit, rateLimit } from '../../src/db/schema/index.ts';
import { connect, type Connection } from '../../src/db/client.ts';
import { useTestDb } from '../helpers/db.ts';
import { Browser, makePerson, makeScene, PASSWORD, type Scene } from './accounts-scene.ts';

const testDb = useTestDb({ max: 10 });
let scene: Scene;
beforeAll(() => {
  scene = makeScene(testDb().db);
});

let ips = 0;
const elsewhere = (): Browser => new Browser(scene.deps, `198.51.100.${++ips}`);

/** Counts tries of a limit as if they had been made. */
async function useUp(key: string, points: number): Promise<void> {
  const expire = Date.now() + 900_000;
  await scene.deps.db.insert(rateLimit).values({ key, points, expire }).onConflictDoUpdate({ target: rateLimit.key, set: { points, expire } });
}

/** How many passwords were looked at: each wrong one of a known person leaves one row. */
async function checked(userId: number): Promise<number> {
  return scene.deps.db.$count(audit, and(eq(audit.actor, `user:${userId}`), eq(audit.action, 'session.refused')));
}

const codes = (answers: PromiseSettledResult<unknown>[]): Record<string, number> =>
  answers.reduce<Record<string, number>>((count, each) => {
    const code = each.status === 'fulfilled' ? 'in' : String((each.reason as { code?: unknown }).code);
    return { ...count, [code]: (count[code] ?? 0) + 1 };
  }, {});

describe('sixty wrong sign-ins at the same moment', () => {
  it('have 10 passwords looked at and 50 refused, over two processes', async () => {
    const { userId, email } = await makePerson(scene);
    const second: Connection = connect({ url: testDb().url, max: 5, name: 'another process' });
    const others = makeScene(second.db);
    const browsers = [...Array.from({ length: 30 }, elsewhere), ...Array.from({ length: 30 }, () => new Browser(others.deps, `198.51.101.${++ips}`))];
    const answers = await Promise.allSettled(browsers.map((each) => signIn(each.request, { email, password: 'not the password' })));
    await second.close();
    expect(codes(answers)).toEqual({ SIGN_IN_FAILED: 10, RATE_LIMITED: 50 });
    expect(await checked(userId)).toBe(10);
    const refused = answers.find((each) => each.status === 'rejected' && (each.reason as { code: string }).code === 'RATE_LIMITED') as PromiseRejectedResult;
    expect((refused.reason as { retryAfter: number }).retryAfter).toBeGreaterThan(880);
    expect((refused.reason as { retryAfter: number }).retryAfter).toBeLessThanOrEqual(900);
    // The right password waits too, from a browser that nobody knows.
    await expect(signIn(elsewhere().request, { email, password: PASSWORD })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('from one IP address end after 50, whatever the mail addresses', async () => {
    const browser = elsewhere();
    await useUp(`sign-in-ip:${browser.ip}`, 46);
    const answers = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => signIn(browser.request, { email: `nobody${n}@example.com`, password: 'not the password' })));
    expect(codes(answers)).toEqual({ SIGN_IN_FAILED: 4, RATE_LIMITED: 8 });
  });
});

describe('a person', () => {
  it('whose tries a stranger used up signs in from the browser they know', async () => {
    const [{ email }, other] = [await makePerson(scene), await makePerson(scene)];
    const own = elsewhere();
    own.keep(await signIn(own.request, { email, password: PASSWORD }));
    for (const each of [email, other.email]) await useUp(`sign-in-address:${each}`, 10);
    await expect(signIn(elsewhere().request, { email, password: PASSWORD })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await signIn(own.request, { email, password: PASSWORD })).toMatchObject({ kind: 'in' });
    // The cookie is for that address alone, and cannot be made up.
    await expect(signIn(own.request, { email: other.email, password: PASSWORD })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    own.forge('__Secure-tuiguan.device', (value) => value.replace(/\.[^.]+\./, '.another.'));
    await expect(signIn(own.request, { email, password: PASSWORD })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('wears nothing out by signing in, and may try again when the window has ended', async () => {
    const { email, userId } = await makePerson(scene);
    const browser = elsewhere();
    await useUp(`sign-in-address:${email}`, 9);
    await signIn(browser.request, { email, password: PASSWORD });
    expect(await scene.deps.db.select().from(rateLimit).where(eq(rateLimit.key, `sign-in-address:${email}`))).toMatchObject([{ points: 9 }]);
    expect(await scene.deps.db.select().from(rateLimit).where(eq(rateLimit.key, `sign-in-ip:${browser.ip}`))).toMatchObject([{ points: 0 }]);
    await useUp(`sign-in-address:${email}`, 25);
    await expect(signIn(elsewhere().request, { email, password: PASSWORD })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await scene.deps.db.update(rateLimit).set({ expire: Date.now() - 1 });
    expect(await signIn(elsewhere().request, { email, password: PASSWORD })).toMatchObject({ kind: 'in', userId });
  });
});

describe('mails', () => {
  it('are 5 in an hour for an address, whatever is asked for, also at the same moment', async () => {
    const ask = [requestMagicLink, requestPasswordReset] as const;
    const answers = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => (ask[n % 2] ?? requestMagicLink)(elsewhere().request, { email: 'flood@example.com' })));
    expect(codes(answers)).toEqual({ in: 5, RATE_LIMITED: 15 });
    expect(await scene.deps.db.$count(accountMail, eq(accountMail.address, 'flood@example.com'))).toBe(5);
  });

  it('are 30 in an hour for an IP address', async () => {
    const browser = elsewhere();
    const answers = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => requestClaim(browser.request, { memberId: '1', email: `many${n}@example.com` })));
    expect(codes(answers)).toEqual({ in: 30, RATE_LIMITED: 10 });
  });
});
