import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Db, row } from '../../../src/db/client.ts';
import { planSweep, requestPlan } from '../../../src/policy/index.ts';
import { askReReview, type ReviewCase } from '../../../src/reviews/index.ts';
import { useTestDb } from '../../helpers/db.ts';
import { affiliates, announced, auditOf, BAR, type Member, PERMISSION, publish, says } from '../../policy/scene.ts';
import { type Desk, leakedKeys, openDesk } from './desk.ts';

const testDb = useTestDb();
let db: Db;
let desk: Desk;
let members: Member[];
let failing: Member;
let asked: ReviewCase;
let people: Record<'viewer' | 'reviewer' | 'administrator' | 'approver', { cookie: string; staffId: number }>;

beforeAll(async () => {
  ({ db } = testDb());
  desk = await openDesk(db);
  members = await affiliates(desk.scene, [30, 72.5, 88, null]);
  failing = members[0] as Member;
  await db.execute(sql`insert into record_version (resource_id, version, fields, changed_by, created_at) select id, 1, jsonb_build_object('kind', 'site', 'name', '山野 <b>徒步</b>', 'url', url), 'system', created_at from resource`);
  await db.execute(sql`update placement p set resource_id = r.id from resource r where r.affiliate_id = p.affiliate_id`);
  await publish(desk.scene, [{ ...BAR, title: says('门槛 BAR') }]);
  await announced(desk.scene);
  asked = await askReReview(desk.scene.as({ kind: 'affiliate', affiliateId: failing.id, scopes: null }), { affiliateId: failing.id, permission: PERMISSION, note: '已整改 <script>' });
  people = { viewer: await desk.person('viewer'), reviewer: await desk.person('reviewer'), administrator: await desk.person('administrator'), approver: await desk.person('approver') };
});

/** An observed stop of a member, seen so often; its id. */
async function observe(member: Member, times: number): Promise<number> {
  const made = await row<{ id: number }>(db, sql`
    insert into observation (resource_id, affiliate_id, code, state, times, first_seen_at, last_seen_at, first_assessment_id, last_assessment_id)
    select s.resource_id, s.affiliate_id, 'cookie_stuffing', 'open', ${times}, s.assessed_at, s.assessed_at, s.id, s.id from assessment s where s.affiliate_id = ${member.id} order by s.id desc limit 1 returning id`);
  return made?.id ?? 0;
}

describe('every page', () => {
  const pages = (): string[] => ['/console', '/console?permission=open_api', '/console/search', '/console/search?q=3100', '/console/search?q=zzzz', '/console/affiliates', '/console/affiliates?state=pending&from=10&to=50',
    `/console/affiliates/${failing.id}`, `/console/affiliates/${failing.id}?kind=visit`, '/console/cases', '/console/cases?state=decided', `/console/cases/${asked.id}`, '/console/observations', '/console/deliveries', '/console/deliveries?state=bounced', '/console/audit', `/console/audit?about=affiliate&number=${failing.memberId}`, '/console/staff', '/console/roles'];

  it.each(['zh-CN', 'en'] as const)('opens in %s with all its words', async (language) => {
    const { cookie } = await desk.person('viewer', 'reviewer', 'administrator');
    for (const path of pages()) {
      const { status, text } = await desk.get(path, cookie, language);
      expect(status, path).toBe(200);
      expect(text, path).toContain(`<html lang="${language}"`);
      expect(leakedKeys(text), path).toEqual([]);
      expect(text.match(/<h1/g)?.length, path).toBe(1);
      expect(text, path).not.toMatch(/ (style|onclick)=/);
      expect(text.length, path).toBeLessThan(60_000);
    }
  });

  it('is not for affiliates nor for strangers', async () => {
    const owner = await desk.owner(failing.id);
    for (const path of pages()) {
      expect(await desk.get(path, owner), path).toMatchObject({ status: 303, location: '/portal' });
      expect((await desk.get(path, '')).location, path).toMatch(/^\/sign-in\?next=/);
    }
  });

  it('shows nothing of a thing that is not there, and takes broken filters for none', async () => {
    const { cookie } = people.viewer;
    for (const path of ['/console/affiliates/999999', '/console/affiliates/x', '/console/cases/999999', '/console/cases/0']) expect((await desk.get(path, cookie)).status, path).toBe(404);
    for (const path of ['/console/affiliates?state=what&from=abc&after=-1', '/console/audit?actor=%00&before=x', '/console/cases?cursor=what', '/console/deliveries?after=1e99']) expect((await desk.get(path, cookie)).status, path).toBe(200);
  });
});

describe('search', () => {
  it('leads straight to the one affiliate that is named, and lists the others', async () => {
    const { cookie } = people.viewer;
    for (const q of [failing.memberId, failing.pid, `m${failing.memberId}@example.com`]) {
      expect(await desk.get(`/console/search?q=${encodeURIComponent(q)}`, cookie), q).toMatchObject({ status: 303, location: `/console/affiliates/${failing.id}` });
    }
    const { text } = await desk.get('/console/search?q=310000', cookie);
    for (const { id } of members) expect(text).toContain(`/console/affiliates/${id}`);
    expect((await desk.get('/console/search?q=%E6%B2%A1%E6%9C%89', cookie)).text).toContain('没有找到「没有」');
  });
});

describe('an affiliate’s page', () => {
  it('tells what happened, escaped, with names and reasons', async () => {
    const { text } = await desk.get(`/console/affiliates/${failing.id}`, people.viewer.cookie, 'en');
    for (const words of ['closing decided', 'Re-review asked for', 'Notice: Closing announced', '30.0 points', '门槛 BAR', `mm_${failing.memberId}_1_1`, '山野 &lt;b&gt;徒步']) expect(text, words).toContain(words);
    expect(text).not.toContain('山野 <b>');
    const visits = await desk.get(`/console/affiliates/${failing.id}?kind=visit`, people.viewer.cookie, 'en');
    expect(visits.text).toContain('30.0 points');
    expect(visits.text).not.toContain('closing decided');
  });

  it('shows its people to administrators alone', async () => {
    await desk.owner(failing.id);
    expect((await desk.get(`/console/affiliates/${failing.id}`, people.administrator.cookie)).text).toContain('账号成员');
    expect((await desk.get(`/console/affiliates/${failing.id}`, people.viewer.cookie)).text).not.toContain('账号成员');
  });

  it('is found by state and score', async () => {
    const pending = (await desk.get('/console/affiliates?state=pending', people.viewer.cookie)).text;
    expect(pending).toContain(failing.memberId);
    expect(pending).not.toContain(members[2]?.memberId);
    const high = (await desk.get('/console/affiliates?from=80', people.viewer.cookie)).text;
    expect(high).toContain(members[2]?.memberId);
    expect(high).not.toContain(failing.memberId);
  });
});

describe('a case', () => {
  it('quotes the affiliate as text, and its progress ends when it is decided', async () => {
    const { text } = await desk.get(`/console/cases/${asked.id}`, people.viewer.cookie);
    expect(text).toContain('已整改 &lt;script&gt;');
    expect((await desk.get(`/console/cases/${asked.id}/progress`, people.viewer.cookie)).text).toContain('class="steps"');
  });
});

describe('observations', () => {
  it('are decided by reviewers, and hidden from others', async () => {
    const ripe = await observe(members[1] as Member, 2);
    const early = await observe(members[2] as Member, 1);
    const hidden = await desk.get('/console/observations', people.viewer.cookie);
    expect(hidden.status).toBe(403);
    expect(hidden.text).not.toContain(members[1]?.memberId);
    expect((await desk.post('/console/observations', people.viewer.cookie, { id: String(ripe), decision: 'confirm' })).status).toBe(403);
    const { cookie, staffId } = people.reviewer;
    const page = await desk.get('/console/observations', cookie);
    expect(page.text).toContain(`id="confirm-${ripe}"`);
    expect(page.text).not.toContain(`id="confirm-${early}"`);
    expect((await desk.post('/console/observations', cookie, { id: String(early), decision: 'confirm' })).status).toBe(422);
    expect(await desk.post('/console/observations', cookie, { id: String(ripe), decision: 'confirm' })).toMatchObject({ status: 303, location: '/console/observations' });
    expect(await auditOf(db, 'observation.confirm')).toMatchObject({ actor: `staff:${staffId}`, subjectId: String(ripe) });
    expect((await desk.post('/console/observations', cookie, { id: String(ripe), decision: 'reject' })).status).toBe(422);
  });
});

describe('mails in trouble', () => {
  it('are settled with a reason that is kept, by who may', async () => {
    const bounced = await row<{ id: number; address: string }>(db, sql`update delivery set state = 'bounced', response = '550 no such <user>' where id = (select id from delivery where state = 'accepted' order by id limit 1) returning id, address`);
    const id = String(bounced?.id);
    await db.execute(sql`insert into suppression (address, delivery_id, since) values (${bounced?.address}, ${bounced?.id}, '2013-12-06T09:31:00Z')`);
    const seen = await desk.get('/console/deliveries', people.viewer.cookie);
    expect(seen.text).toContain('550 no such &lt;user&gt;');
    expect(seen.text).not.toContain(`id="resend-${id}"`);
    expect((await desk.post('/console/deliveries', people.viewer.cookie, { what: 'resend', deliveryId: id, reason: '地址已更正' })).status).toBe(422);
    const { cookie } = people.reviewer;
    const short = await desk.post('/console/deliveries', cookie, { what: 'resend', deliveryId: id, reason: 'x' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('请至少写 3 个字');
    expect(short.text).toMatch(/<input[^>]*value="x"/);
    const odd = await desk.post('/console/deliveries', cookie, { what: 'accepted', deliveryId: id, reason: '已电话确认', acceptedAt: '2013-13-99 10:00' });
    expect(odd.status).toBe(422);
    expect(await desk.post('/console/deliveries', cookie, { what: 'lift', deliveryId: id, address: bounced?.address ?? '', reason: '已电话确认' })).toMatchObject({ status: 303 });
    expect(await desk.post('/console/deliveries', cookie, { what: 'resend', deliveryId: id, reason: '地址已更正' })).toMatchObject({ status: 303 });
    expect(await row(db, sql`select state from delivery where id = ${bounced?.id}`)).toEqual({ state: 'pending' });
    expect((await auditOf(db, 'notices.resolve'))?.after).toMatchObject({ reason: '地址已更正' });
  });
});

describe('the team', () => {
  it('is kept by administrators: added, given roles, shut out', async () => {
    const { cookie, staffId } = people.administrator;
    expect((await desk.get('/console/staff', people.viewer.cookie)).status).toBe(403);
    expect((await desk.post('/console/staff', people.viewer.cookie, { name: '新人', email: 'new@example.com', roles: 'viewer' })).status).toBe(403);
    const wrong = await desk.post('/console/staff', cookie, { name: '新人', email: 'nobody', roles: [] });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="新人"');
    expect(wrong.text).toContain('请至少选择一个角色');
    expect(await desk.post('/console/staff', cookie, { name: '新人', email: 'new@example.com', roles: ['viewer', 'author'] })).toMatchObject({ status: 303 });
    const made = await row<{ id: number; roles: string[] }>(db, sql`select id, roles from staff where email = 'new@example.com'`);
    expect(made?.roles).toEqual(['viewer', 'author']);
    expect(await row(db, sql`select count(*)::int as n from account_mail where address = 'new@example.com' and kind = 'staff_invite'`)).toEqual({ n: 1 });
    expect((await desk.post('/console/staff', cookie, { name: '又一个', email: 'new@example.com', roles: 'viewer' })).status).toBe(422);
    expect(await desk.post(`/console/staff/${made?.id}/roles`, cookie, { what: 'roles', roles: ['reviewer'] })).toMatchObject({ status: 303 });
    expect(await desk.post(`/console/staff/${made?.id}/disable`, cookie, {})).toMatchObject({ status: 303 });
    expect((await desk.post(`/console/staff/${made?.id}/invite`, cookie, {})).status).toBe(422);
    expect(await row(db, sql`select roles, disabled_at is not null as disabled from staff where id = ${made?.id}`)).toEqual({ roles: ['reviewer'], disabled: true });
    const own = await desk.post(`/console/staff/${staffId}/roles`, cookie, { what: 'roles', roles: ['approver'] });
    expect(own.status).toBe(422);
    expect(own.text).toContain('不能更改自己的角色');
  });
});

describe('what waits for the reader', () => {
  it('names a plan to approvers, and to nobody who could not approve it', async () => {
    const { sweepId } = await requestPlan(desk.scene.author, { policy: PERMISSION });
    await planSweep(desk.scene.system, sweepId);
    expect((await desk.get('/console', people.approver.cookie)).text).toContain('清查方案待审批');
    expect((await desk.get('/console', people.viewer.cookie)).text).not.toContain('清查方案待审批');
  });
});

describe('the audit log', () => {
  it('names people, says what they did, and is narrowed to one of them', async () => {
    const { cookie, staffId } = people.reviewer;
    const name = await row<{ name: string }>(db, sql`select name from staff where id = ${staffId}`);
    const { text } = await desk.get(`/console/audit?actor=staff:${staffId}`, cookie);
    expect(text).toContain(name?.name);
    expect(text).toContain('确认违规');
    expect(text.slice(text.indexOf('<tbody>'), text.indexOf('</tbody>'))).not.toContain('批准清查方案');
    expect((await desk.get('/console/audit?about=affiliate&number=999', cookie)).text).toContain('没有符合条件的记录');
  });
});
