import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { inviteUser, listAffiliateUsers } from '../../../src/auth/index.ts';
import { useTestDb } from '../../helpers/db.ts';
import { affiliates, makeScene, type Member, type Scene, startOver } from '../../policy/scene.ts';
import { type Browser, browserOf, reader, type Reader, self } from './setup.ts';

const testDb = useTestDb();
let scene: Scene;
let browser: Browser;
let mine: Member;
let theirs: Member;
let owner: Reader;
let helper: Reader;
let other: Reader;

beforeAll(async () => {
  await startOver(testDb());
  scene = await makeScene(testDb().db, { STAFF_TOTP: 'optional', PUBLIC_URL: 'http://127.0.0.1:3000' });
  [mine, theirs] = (await affiliates(scene, [90, 90])) as [Member, Member];
  owner = await reader(scene, mine);
  helper = await reader(scene, null, [mine]);
  other = await reader(scene, theirs);
  browser = browserOf(scene);
});

const people = () => listAffiliateUsers(self(scene, mine), { affiliateId: mine.id });

test('an owner invites by mail, sees it wait, and takes it back', async () => {
  expect(await browser.post(owner, '/portal/team', { email: 'caiwu@example.com' })).toMatchObject({ status: 303, to: '/portal/team' });
  const page = await browser.get(owner, '/portal/team');
  expect(page.words).toContain('caiwu@example.com');
  const revoke = page.$('form.inline').attr('action') ?? '';
  expect(revoke).toMatch(/^\/portal\/team\/invites\/\d+\/revoke$/);
  expect((await browser.post(other, revoke)).status).toBe(404);
  expect((await browser.post(helper, revoke)).status).toBe(403);
  expect((await people()).invites).toHaveLength(1);
  expect((await browser.post(owner, revoke)).status).toBe(303);
  expect((await people()).invites).toEqual([]);
});

test('an address that is none, or of somebody who is in, comes back with the reason', async () => {
  const none = await browser.post(owner, '/portal/team', { email: 'caiwu at example' });
  expect(none.status).toBe(422);
  expect(none.$('[name=email]').attr('value')).toBe('caiwu at example');
  expect(none.$('#invite-email-error').text()).toContain('邮箱');
  const inside = await browser.post(owner, '/portal/team', { email: helper.email });
  expect(inside.status).toBe(422);
  expect(inside.words).toContain('已经是成员');
  expect((await people()).invites).toEqual([]);
});

test('a mere member sees the people and changes nothing', async () => {
  const page = await browser.get(helper, '/portal/team');
  expect(page.words).toContain(owner.email);
  expect(page.$('main form').length).toBe(0);
  expect((await browser.post(helper, '/portal/team', { email: 'x@example.com' })).status).toBe(403);
  expect((await browser.post(helper, `/portal/team/${owner.userId}/remove`)).status).toBe(403);
  await expect(inviteUser(scene.as({ kind: 'affiliate', affiliateId: mine.id, userId: helper.userId, scopes: null }), { affiliateId: mine.id, email: 'x@example.com' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('the last owner stays; another is removed after a question and is out at once', async () => {
  const last = await browser.post(owner, `/portal/team/${owner.userId}/remove`);
  expect(last.status).toBe(422);
  expect(last.words).toContain('不能移除最后一位负责人');
  expect((await browser.post(other, `/portal/team/${helper.userId}/remove`)).status).toBe(404);
  expect((await browser.get(owner, '/portal/team')).$(`#remove-${helper.userId} form`).attr('action')).toBe(`/portal/team/${helper.userId}/remove`);
  expect((await browser.post(owner, `/portal/team/${helper.userId}/remove`)).status).toBe(303);
  expect((await people()).users.map(({ userId }) => userId)).toEqual([owner.userId]);
  expect((await browser.get(helper, '/portal/team')).status).toBe(403);
});

test('everybody’s last visit is told, and is gone with the last session', async () => {
  expect((await browser.get(owner, '/portal/team')).words).toContain('今天');
  const mine = (await people()).users.find(({ userId }) => userId === owner.userId);
  expect(Math.abs((mine?.lastSeen?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  await testDb().db.execute(sql`update account_session set updated_at = now() - interval '50 hours' where user_id = ${owner.userId}`);
  await testDb().db.execute(sql`insert into account_session (user_id, token, expires_at, created_at, updated_at) values (${owner.userId}, 'older', now() + interval '1 day', now() - interval '9 days', now() - interval '9 days')`);
  const [seen] = (await people()).users;
  expect(Math.round((Date.now() - (seen?.lastSeen?.getTime() ?? 0)) / 3_600_000)).toBe(50);
  await testDb().db.execute(sql`delete from account_session where user_id = ${owner.userId}`);
  expect((await people()).users).toMatchObject([{ userId: owner.userId, lastSeen: null }]);
});
