import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  acceptInvite, acceptStaffInvite, affiliateActor, cleanAccounts, cleaningDue, claimAffiliate, claimExpiry, claimToken, createStaff, createUser, inviteStaff, inviteUser, listAffiliateUsers, openSessionFor, readClaim, readInvite, readStaffInvite, removeAffiliateUser, requestClaim, requestMagicLink, revokeInvite, setStaffDisabled, signIn,
} from '../../src/auth/index.ts';
import { accountMail, accountSession, accountUser, accountVerification, affiliate, affiliateInvite, affiliateUser, rateLimit, staffInvite } from '../../src/db/schema/index.ts';
import type { Actor } from '../../src/lib/ctx.ts';
import { actorRef } from '../../src/lib/ctx.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeTestDeps } from '../helpers/deps.ts';
import { auditOf, Browser, browserOf, makeAffiliate, makePerson, makeScene, PASSWORD, type Scene } from './accounts-scene.ts';

const testDb = useTestDb({ max: 10 });
let scene: Scene;
beforeAll(() => {
  scene = makeScene(testDb().db);
});
let ips = 0;
const elsewhere = (): Browser => new Browser(scene.deps, `198.51.100.${++ips}`);
const tokenFor = (affiliateId: number, email: string, expiresAt = claimExpiry()): string => claimToken(scene.deps.config, { affiliateId, email, expiresAt });
const fulfilled = (answers: PromiseSettledResult<unknown>[]): number => answers.filter((each) => each.status === 'fulfilled').length;

describe('claiming an account', () => {
  it('by the link of the notice makes the owner, signs in, and works once', async () => {
    const { id, memberId } = await makeAffiliate(scene.deps.db, ' Claim@Example.com ');
    const token = tokenFor(id, 'claim@example.com');
    expect(await readClaim(scene.deps, token)).toEqual({ affiliateId: id, memberId, affiliateName: '小林优选', email: 'claim@example.com', claimed: false, hasUser: false });
    const browser = elsewhere();
    browser.keep(await claimAffiliate(browser.request, { token, name: '小林', password: PASSWORD }));
    const viewer = await browser.mustView();
    expect(viewer).toMatchObject({ email: 'claim@example.com', hasPassword: true, affiliates: [{ affiliateId: id, role: 'owner' }] });
    expect(actorRef(affiliateActor(viewer, id) as Actor)).toBe(`affiliate:${id}/user:${viewer.userId}`);
    expect(affiliateActor(viewer, id + 1)).toBeNull();
    expect(await readClaim(scene.deps, token)).toMatchObject({ claimed: true });
    await expect(claimAffiliate(elsewhere().request, { token, name: 'x', password: null })).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' });
    expect(await auditOf(scene.deps.db, `user:${viewer.userId}`)).toEqual(['affiliate.claim']);
    expect(await signIn(elsewhere().request, { email: 'claim@example.com', password: PASSWORD })).toMatchObject({ kind: 'in' });
  });

  it('many times at the same moment makes one owner', async () => {
    const { id } = await makeAffiliate(scene.deps.db, 'race@example.com');
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => claimAffiliate(elsewhere().request, { token: tokenFor(id, 'race@example.com'), name: '小林', password: null })));
    expect(fulfilled(answers)).toBe(1);
    for (const each of answers) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'ALREADY_CLAIMED' });
    expect(await scene.deps.db.$count(affiliateUser, eq(affiliateUser.affiliateId, id))).toBe(1);
  });

  it('of an address that has an account needs that person signed in', async () => {
    const one = await makePerson(scene, { password: false });
    const { id } = await makeAffiliate(scene.deps.db, one.email, '小林二店');
    const token = tokenFor(id, one.email);
    expect(await readClaim(scene.deps, token)).toMatchObject({ hasUser: true });
    const other = await browserOf(scene, (await makePerson(scene, { password: false })).userId);
    for (const each of [elsewhere(), other]) await expect(claimAffiliate(each.request, { token, name: '小林', password: PASSWORD })).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED' });
    const own = await browserOf(scene, one.userId);
    expect(await claimAffiliate(own.request, { token, name: '小林', password: null })).toMatchObject({ kind: 'in', userId: one.userId });
    expect((await own.mustView()).affiliates.map((each) => each.name)).toEqual(['小林优选', '小林二店']);
  });

  it('needs a whole link of this installation that has not expired', async () => {
    const { id } = await makeAffiliate(scene.deps.db, 'links@example.com');
    const token = tokenFor(id, 'links@example.com');
    const stranger = makeTestDeps({ db: scene.deps.db, env: { AUTH_SECRET: 'another secret of another installation' } });
    const wrong = [tokenFor(id, 'links@example.com', new Date(Date.now() - 1000)), tokenFor(id, 'before@example.com'), `${id + 1}${token.slice(token.indexOf('.'))}`, token.slice(0, -1), `${token}A`, token.replace(/\.(\d+)\./, (_, s: string) => `.${Number(s) + 1}.`), claimToken(stranger.config, { affiliateId: id, email: 'links@example.com', expiresAt: claimExpiry() }), '', '..'];
    for (const each of wrong) {
      await expect(readClaim(scene.deps, each), each).rejects.toMatchObject({ code: 'LINK_INVALID' });
      await expect(claimAffiliate(elsewhere().request, { token: each, name: '小林', password: null }), each).rejects.toMatchObject({ code: 'LINK_INVALID' });
    }
    expect(await scene.deps.db.$count(affiliateUser, eq(affiliateUser.affiliateId, id))).toBe(0);
  });

  it('is mailed anew to the registered address only, with the same answer for everybody', async () => {
    const { id, memberId } = await makeAffiliate(scene.deps.db, 'Again@Example.com');
    const claimed = await makePerson(scene, { password: false });
    const [of] = await scene.deps.db.select().from(affiliate).where(eq(affiliate.id, claimed.affiliateId));
    for (const [email, member] of [['again@example.com', memberId], ['again@example.com', '999999'], ['mallory@example.com', memberId], [claimed.email, of?.memberId ?? '']] as const) {
      expect(await requestClaim(elsewhere().request, { memberId: member, email })).toBeUndefined();
    }
    expect(await scene.links('mallory@example.com')).toEqual([]);
    expect(await scene.links(claimed.email)).toEqual([]);
    const links = await scene.links('again@example.com');
    expect(links).toHaveLength(1);
    expect(links[0]?.pathname).toBe('/claim');
    expect(await readClaim(scene.deps, links[0]?.searchParams.get('token') ?? '')).toMatchObject({ affiliateId: id });
    expect(scene.outbox.at(-1)).toMatchObject({ subject: '开通「小林优选」的推管账号' });
  });
});

describe('the people of an affiliate', () => {
  async function owned() {
    const owner = await makePerson(scene, { password: false });
    const actor: Actor = { kind: 'affiliate', affiliateId: owner.affiliateId, userId: owner.userId, scopes: null };
    return { ...owner, ctx: scene.ctx(actor) };
  }

  it('are invited by mail and join once, also at the same moment', async () => {
    const { ctx, affiliateId, userId } = await owned();
    await inviteUser(ctx, { affiliateId, email: ' Helper@Example.com' });
    const token = await scene.token('helper@example.com');
    expect(await readInvite(scene.deps, token)).toMatchObject({ affiliateId, affiliateName: '小林优选', email: 'helper@example.com', hasUser: false });
    const browsers = Array.from({ length: 6 }, elsewhere);
    const answers = await Promise.allSettled(browsers.map((each) => acceptInvite(each.request, { token, name: '帮手', password: null })));
    expect(fulfilled(answers)).toBe(1);
    for (const [n, each] of answers.entries()) if (each.status === 'fulfilled') browsers[n]?.keep(each.value);
    const viewers = (await Promise.all(browsers.map((each) => each.viewer()))).filter((each) => each !== null);
    expect(viewers).toMatchObject([{ email: 'helper@example.com', affiliates: [{ affiliateId, role: 'member' }] }]);
    const people = await listAffiliateUsers(ctx, { affiliateId });
    expect(people).toMatchObject({ users: [{ userId, role: 'owner' }, { name: '帮手', role: 'member' }], invites: [] });
    expect(await auditOf(scene.deps.db, `affiliate:${affiliateId}/user:${userId}`)).toEqual(['affiliate.invite']);
    await expect(inviteUser(ctx, { affiliateId, email: 'helper@example.com' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('are changed by an owner or an administrator, not by members, keys or strangers', async () => {
    const { ctx, affiliateId, userId } = await owned();
    const member = await makePerson(scene, { password: false });
    await scene.deps.db.insert(affiliateUser).values({ userId: member.userId, affiliateId, role: 'member', createdAt: new Date() });
    const refused: [Actor, string][] = [
      [{ kind: 'affiliate', affiliateId, userId: member.userId, scopes: null }, 'FORBIDDEN'],
      [{ kind: 'affiliate', affiliateId, scopes: null }, 'FORBIDDEN'],
      [{ kind: 'affiliate', affiliateId: member.affiliateId, userId: member.userId, scopes: null }, 'NOT_FOUND'],
      [{ kind: 'staff', staffId: 1, name: '', roles: ['reviewer'], scopes: null }, 'FORBIDDEN'],
    ];
    for (const [actor, code] of refused) {
      await expect(inviteUser(scene.ctx(actor), { affiliateId, email: 'x@example.com' })).rejects.toMatchObject({ code });
      await expect(removeAffiliateUser(scene.ctx(actor), { affiliateId, userId: member.userId })).rejects.toMatchObject({ code });
    }
    await expect(removeAffiliateUser(ctx, { affiliateId, userId })).rejects.toMatchObject({ code: 'CONFLICT' });
    const browser = await browserOf(scene, member.userId);
    expect((await browser.mustView()).affiliates).toHaveLength(2);
    await removeAffiliateUser(scene.ctx({ kind: 'staff', staffId: 1, name: '', roles: ['administrator'], scopes: null }), { affiliateId, userId: member.userId });
    expect((await browser.mustView()).affiliates).toMatchObject([{ affiliateId: member.affiliateId }]);
    await expect(removeAffiliateUser(ctx, { affiliateId, userId: member.userId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await auditOf(scene.deps.db, 'staff:1')).at(-1)).toBe('affiliate.remove_user');
  });

  it('do not join by an invitation that was taken back, has expired, or is made up', async () => {
    const { ctx, affiliateId } = await owned();
    const { inviteId } = await inviteUser(ctx, { affiliateId, email: 'late@example.com' });
    const token = await scene.token('late@example.com');
    const refused = { code: 'LINK_INVALID' };
    await scene.deps.db.update(affiliateInvite).set({ expiresAt: new Date(Date.now() - 1) }).where(eq(affiliateInvite.id, inviteId));
    await expect(acceptInvite(elsewhere().request, { token, name: '帮手', password: null })).rejects.toMatchObject(refused);
    await scene.deps.db.update(affiliateInvite).set({ expiresAt: new Date(Date.now() + 60_000) }).where(eq(affiliateInvite.id, inviteId));
    await revokeInvite(ctx, { affiliateId, inviteId });
    await revokeInvite(ctx, { affiliateId, inviteId });
    for (const each of [token, `${token}x`, '']) await expect(readInvite(scene.deps, each), each).rejects.toMatchObject(refused);
    expect(await scene.deps.db.$count(accountUser, eq(accountUser.email, 'late@example.com'))).toBe(0);
    const { ctx: another, affiliateId: theirs } = await owned();
    await expect(revokeInvite(another, { affiliateId: theirs, inviteId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('staff', () => {
  it('set their password by a link, once, and are bound by their row', async () => {
    const { id } = await createStaff(scene.ctx(), { email: 'new@example.com', name: '新同事', roles: ['reviewer'] });
    const admin: Actor = { kind: 'staff', staffId: 999, name: '', roles: ['administrator'], scopes: null };
    expect(await inviteStaff(scene.ctx(admin), { staffId: id })).toMatchObject({ email: 'new@example.com', link: null });
    const old = await scene.token('new@example.com');
    const { link } = await inviteStaff(scene.ctx(), { staffId: id });
    const token = new URL(link ?? '').searchParams.get('token') ?? '';
    expect(new URL(link ?? '').pathname).toBe('/staff/join');
    expect(await scene.token('new@example.com')).toBe(token);
    await expect(readStaffInvite(scene.deps, old)).rejects.toMatchObject({ code: 'LINK_INVALID' });
    expect(await readStaffInvite(scene.deps, token)).toEqual({ staffId: id, name: '新同事', email: 'new@example.com' });
    await expect(acceptStaffInvite(elsewhere().request, { token, password: 'short' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'password' }] });
    const browsers = [elsewhere(), elsewhere(), elsewhere()];
    const answers = await Promise.allSettled(browsers.map((each) => acceptStaffInvite(each.request, { token, password: PASSWORD })));
    expect(fulfilled(answers)).toBe(1);
    const at = answers.findIndex((each) => each.status === 'fulfilled');
    browsers[at]?.keep((answers[at] as PromiseFulfilledResult<{ kind: 'in'; setCookies: string[] }>).value);
    expect(await browsers[at]?.viewer()).toMatchObject({ email: 'new@example.com', staff: { staffId: id, roles: ['reviewer'] }, totpDue: true });
    await requestMagicLink(elsewhere().request, { email: 'new@example.com' });
    expect((await scene.links('new@example.com')).map((each) => each.pathname)).not.toContain('/sign-in/link');
    expect(await auditOf(scene.deps.db, 'staff:999')).toContain('staff.invite');
  });

  it('are invited by an administrator only, and not while disabled', async () => {
    const { id } = await createStaff(scene.ctx(), { email: 'off@example.com', name: '离职', roles: ['viewer'] });
    await expect(inviteStaff(scene.ctx({ kind: 'staff', staffId: 998, name: '', roles: ['approver'], scopes: null }), { staffId: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { link } = await inviteStaff(scene.ctx(), { staffId: id });
    const token = new URL(link ?? '').searchParams.get('token') ?? '';
    await setStaffDisabled(scene.ctx(), { staffId: id, disabled: true });
    await expect(acceptStaffInvite(elsewhere().request, { token, password: PASSWORD })).rejects.toMatchObject({ code: 'LINK_INVALID' });
    await expect(inviteStaff(scene.ctx(), { staffId: id })).rejects.toMatchObject({ code: 'CONFLICT' });
    await setStaffDisabled(scene.ctx(), { staffId: id, disabled: false });
    await scene.deps.db.update(staffInvite).set({ expiresAt: new Date(Date.now() - 1) }).where(eq(staffInvite.staffId, id));
    await expect(acceptStaffInvite(elsewhere().request, { token, password: PASSWORD })).rejects.toMatchObject({ code: 'LINK_INVALID' });
  });

  it('accounts without a mail are made by the operator alone, sessions without a proof never in production', async () => {
    await expect(createUser(scene.ctx({ kind: 'staff', staffId: 1, name: '', roles: ['administrator'], scopes: null }), { email: 'a@example.com', name: 'a', password: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { userId } = await makePerson(scene, { password: false });
    const production = { ...scene.deps, config: { ...scene.deps.config, NODE_ENV: 'production' as const } };
    await expect(openSessionFor(production, { userId, ip: '', userAgent: '' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the jobs', () => {
  it('try a mail again while the relay is away, and send it once', async () => {
    const { email } = await makePerson(scene, { password: false });
    await requestMagicLink(elsewhere().request, { email });
    expect(scene.deps.queue.take()).toContainEqual({ name: 'account-mail', payload: {}, jobId: 'account-mail' });
    await runDueJobs(makeTestDeps({ db: scene.deps.db }));
    const [row] = await scene.deps.db.select().from(accountMail).where(eq(accountMail.address, email));
    expect(row).toMatchObject({ state: 'pending', attempts: 1, response: 'this test has no mail server' });
    expect(row?.waitUntil.getTime()).toBeGreaterThan(Date.now() + 10_000);
    expect(await scene.links(email)).toEqual([]);
    await scene.deps.db.update(accountMail).set({ waitUntil: new Date() });
    await Promise.all([runDueJobs(scene.deps), runDueJobs(scene.deps)]);
    expect(await scene.links(email)).toHaveLength(1);
    expect(await scene.deps.db.select().from(accountMail).where(eq(accountMail.address, email))).toMatchObject([{ state: 'sent', payload: null }]);
  });

  it('clean away what has expired and leave the rest', async () => {
    const { userId } = await makePerson(scene, { password: false });
    const browser = await browserOf(scene, userId);
    const stale = await browserOf(scene, userId);
    const { sessionId } = await stale.mustView();
    const past = new Date(Date.now() - 2 * 3_600_000);
    await scene.deps.db.update(accountSession).set({ expiresAt: past }).where(eq(accountSession.id, sessionId));
    await scene.deps.db.insert(accountVerification).values({ identifier: 'old', value: 'x', expiresAt: past, createdAt: past, updatedAt: past });
    await scene.deps.db.insert(rateLimit).values({ key: 'old', points: 1, expire: past.getTime() });
    await scene.deps.db.insert(accountMail).values({ kind: 'invite', address: 'z@example.com', payload: { token: 'x' }, state: 'pending', attempts: 3, createdAt: past, waitUntil: past, expiresAt: past });
    const ctx = scene.ctx({ kind: 'system' });
    expect(await cleaningDue(ctx)).toBe(true);
    await expect(cleanAccounts(scene.ctx({ kind: 'staff', staffId: 1, name: '', roles: ['administrator'], scopes: null }))).rejects.toMatchObject({ code: 'FORBIDDEN', message: "system.work is the system's own work; no role carries it" });
    await runDueJobs(scene.deps);
    expect(await cleaningDue(ctx)).toBe(false);
    expect(await scene.deps.db.$count(accountSession, eq(accountSession.id, sessionId))).toBe(0);
    expect(await scene.deps.db.$count(rateLimit, eq(rateLimit.key, 'old'))).toBe(0);
    expect(await scene.deps.db.select().from(accountMail).where(eq(accountMail.address, 'z@example.com'))).toMatchObject([{ payload: null, state: 'failed' }]);
    expect(await browser.viewer()).not.toBeNull();
  });
});
