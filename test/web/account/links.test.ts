import { beforeAll, describe, expect, it } from 'vitest';
import { claimExpiry, claimToken, createStaff, inviteStaff, inviteUser } from '../../../src/auth/index.ts';
import { makeAffiliate, makePerson, makeScene, PASSWORD, type Scene } from '../../auth/accounts-scene.ts';
import { useTestDb } from '../../helpers/db.ts';
import { makeSurfer } from './surfer.ts';

const testDb = useTestDb();
let scene: Scene;
let serial = 0;
const surfer = () => makeSurfer(scene.deps, { ip: `198.51.100.${(serial += 1)}` });
beforeAll(() => {
  scene = makeScene(testDb().db);
});

async function unclaimed(email: string, name = '山野户外') {
  const made = await makeAffiliate(scene.deps.db, email, name);
  return { ...made, token: claimToken(scene.deps.config, { affiliateId: made.id, email, expiresAt: claimExpiry() }) };
}

describe('a claim link', () => {
  it('names the affiliate, makes the account and signs in; without a password too', async () => {
    const { token, memberId } = await unclaimed('shanye@example.com');
    const browser = surfer();
    const page = await browser.get(`/claim?token=${token}`);
    expect(page.status).toBe(200);
    for (const said of ['山野户外', `Member ${memberId}`, 'shanye@example.com']) expect(page.text).toContain(said);
    const nameless = await browser.post('/claim/open', { token, name: ' ', password: '' });
    expect(nameless.status).toBe(422);
    expect(nameless.text).toContain('Please fill this in');
    const short = await browser.post('/claim/open', { token, name: '李明', password: 'short' });
    expect(short).toMatchObject({ status: 422 });
    expect(short.field('name')).toBe('李明');
    expect(short.text).toContain('A password has at least 10 characters');
    expect(await browser.post('/claim/open', { token, name: '李明', password: '' })).toMatchObject({ status: 303, to: '/portal' });
    const account = await browser.get('/account');
    expect(account.text).toContain('山野户外');
    expect(account.text).toContain('You have no password');
    expect(await browser.get(`/claim?token=${token}`)).toMatchObject({ status: 303, to: '/portal' });
    const late = await surfer().get(`/claim?token=${token}`);
    expect(late.status).toBe(409);
    expect(late.text).toContain('This account is claimed already');
    expect((await surfer().post('/claim/open', { token, name: '别人' })).status).toBe(409);
  });

  it('that is broken or too old says how to get a new one', async () => {
    const { id } = await unclaimed('old@example.com');
    const old = claimToken(scene.deps.config, { affiliateId: id, email: 'old@example.com', expiresAt: new Date('2013-01-01T00:00:00Z') });
    for (const token of [old, 'nonsense', '']) {
      const page = await surfer().get(`/claim?token=${token}`);
      expect(page.status).toBe(410);
      expect(page.html).toContain('href="/claim"');
    }
  });

  it('for an address that has an account hands nothing over before its owner is signed in', async () => {
    const { email } = await makePerson(scene);
    const { token, id } = await unclaimed(email, '第二家');
    const stranger = surfer();
    const page = await stranger.get(`/claim?token=${token}`);
    expect(page.text).toContain('has an account already');
    expect(page.html).toContain(`/sign-in?next=${encodeURIComponent(`/claim?token=${encodeURIComponent(token)}`)}`);
    expect((await stranger.post('/claim/open', { token, name: '别人' })).status).toBe(422);
    expect((await stranger.get('/account')).status).toBe(303);
    const other = surfer();
    await other.be((await makePerson(scene)).userId);
    expect((await other.get(`/claim?token=${token}`)).text).toContain(`This link is for ${email}`);
    const owner = surfer();
    expect((await owner.post('/sign-in', { email, password: PASSWORD, next: `/claim?token=${token}` })).to).toBe(`/claim?token=${token}`);
    const mine = await owner.get(`/claim?token=${token}`);
    expect(await owner.post('/claim/open', { token, name: mine.field('name') ?? '' })).toMatchObject({ status: 303, to: '/portal' });
    expect(id).toBeGreaterThan(0);
  });

  it('is asked for by member number and mail, with the same answer whether they match', async () => {
    const { memberId } = await unclaimed('ask@example.com');
    const answer = async (email: string) => {
      const browser = surfer();
      const sent = await browser.post('/claim', { memberId, email });
      return [sent.status, sent.to, (await browser.get(sent.to ?? '')).html.replaceAll(email, 'x')];
    };
    expect(await answer('ask@example.com')).toEqual(await answer('wrong@example.com'));
    expect(await scene.token('ask@example.com')).toMatch(/^\d+\.\d+\./);
    expect(await scene.links('wrong@example.com')).toEqual([]);
    const wrong = await surfer().post('/claim', { memberId: 'mm_12', email: 'ask@example.com' });
    expect(wrong.status).toBe(422);
    expect(wrong.field('memberId')).toBe('mm_12');
    expect(wrong.text).toContain('A member number is made of digits');
  });
});

describe('an invitation', () => {
  it('lets somebody new join, once', async () => {
    const owner = await makePerson(scene);
    await inviteUser(scene.ctx({ kind: 'affiliate', affiliateId: owner.affiliateId, userId: owner.userId, scopes: null }), { affiliateId: owner.affiliateId, email: 'zhao@example.com' });
    const token = await scene.token('zhao@example.com');
    const browser = surfer();
    expect((await browser.get(`/join?token=${token}`)).text).toContain('You join as zhao@example.com');
    expect((await browser.post('/join', { token, name: '' })).status).toBe(422);
    expect(await browser.post('/join', { token, name: '赵云', password: PASSWORD })).toMatchObject({ status: 303, to: '/portal' });
    expect((await browser.get('/account')).field('name')).toBe('赵云');
    const again = await surfer().get(`/join?token=${token}`);
    expect(again.status).toBe(410);
    expect(again.text).toContain('This invitation no longer holds');
  });

  it('for staff sets a password and leads to the second factor, with nothing else open before it', async () => {
    const { id } = await createStaff(scene.ctx(), { email: 'chen@example.com', name: '陈静', roles: ['author'] });
    const { link } = await inviteStaff(scene.ctx(), { staffId: id });
    const token = new URL(link ?? '').searchParams.get('token') ?? '';
    const browser = surfer();
    expect((await browser.get(`/staff/join?token=${token}`)).text).toContain('陈静');
    expect((await browser.post('/staff/join', { token, password: 'short' })).text).toContain('A password has at least 10 characters');
    expect(await browser.post('/staff/join', { token, password: PASSWORD })).toMatchObject({ status: 303, to: '/account/two-factor' });
    expect(await browser.get('/console')).toMatchObject({ status: 303, to: '/account/two-factor' });
    expect((await browser.get('/account/two-factor')).text).toContain('Please set up the second factor first');
    expect((await surfer().get(`/staff/join?token=${token}`)).status).toBe(410);
  });
});
