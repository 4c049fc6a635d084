import { load } from 'cheerio';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Db, row } from '../../../src/db/client.ts';
import { actionOptions } from '../../../src/web/console/audit/action-options.ts';
import { translate, WORDS } from '../../../src/web/words/index.ts';
import { affiliates, type Member } from '../../policy/scene.ts';
import { useTestDb } from '../../helpers/db.ts';
import { type Desk, openDesk } from './desk.ts';

const testDb = useTestDb();
let db: Db;
let desk: Desk;
let member: Member;
let administrator: { cookie: string; staffId: number };

beforeAll(async () => {
  ({ db } = testDb());
  desk = await openDesk(db);
  [member] = (await affiliates(desk.scene, [90])) as [Member];
  administrator = await desk.person('administrator', 'reviewer');
});

describe('navigation', () => {
  it.each(['zh-CN', 'en'] as const)('calls every page what the page calls itself, in %s', async (language) => {
    const home = load((await desk.get('/console', administrator.cookie, language)).text);
    const links = home('nav.rail a').toArray().map((link) => home(link).attr('href') ?? '');
    expect(links).toHaveLength(10);
    for (const href of links) {
      const $ = load((await desk.get(href, administrator.cookie, language)).text);
      expect($('nav.rail [aria-current=page]').text().trim(), href).toBe($('h1').text().trim());
    }
  });

  it('of the portal has the titles of its pages', () => {
    const pairs = [['common.nav.reviews', 'portal.reviews'], ['common.nav.messages', 'portal.messages'], ['common.nav.team', 'portal.team']] as const;
    for (const [nav, title] of pairs) expect(WORDS[nav], nav).toEqual(WORDS[title]);
    // In English the navigation is short of room and leaves “Promotion” out.
    expect(WORDS['common.nav.resources'][0]).toBe(WORDS['resources.title'][0]);
  });
});

describe('the audit log', () => {
  const listed = (text: string): string[] => {
    const $ = load(text);
    return $('tbody tr').toArray().map((line) => $(line).find('td').eq(1).contents().first().text());
  };
  const at = (moment: string, action: string) => db.execute(sql`insert into audit (at, actor, action, subject_kind, subject_id, request_id) values (${moment}::timestamptz, ${`staff:${administrator.staffId}`}, ${action}, 'sweep', '77', 't')`);

  beforeAll(async () => {
    await at('2013-06-01T15:59:59Z', 'sweep.plan');
    await at('2013-06-01T16:00:00Z', 'sweep.approve');
    await at('2013-06-02T15:59:59Z', 'sweep.run');
    await at('2013-06-02T16:00:00Z', 'case.open');
  });

  it('is narrowed to one action, to a group, and to days of UTC+8, first and last included', async () => {
    const get = async (query: string) => listed((await desk.get(`/console/audit?${query}`, administrator.cookie)).text);
    expect(await get('action=sweep.approve')).toEqual(['批准清查方案']);
    expect(await get('action=sweep.')).toEqual(['开始执行清查', '批准清查方案', '发起清查方案']);
    expect(await get('from=2013-06-02&to=2013-06-02')).toEqual(['开始执行清查', '批准清查方案']);
    expect(await get('action=sweep.&to=2013-06-01&about=sweep&number=77')).toEqual(['发起清查方案']);
    expect(await get('action=case.&about=sweep')).toEqual(['申请复审']);
    expect(await get('about=sweep&number=78')).toEqual([]);
  });

  it('keeps what was asked for, and takes what cannot be asked for none', async () => {
    const $ = load((await desk.get('/console/audit?action=sweep.&from=2013-06-02&to=x', administrator.cookie)).text);
    expect($('select[name=action] option[selected]').text()).toBe('清查：全部');
    expect($('input[name=from]').attr('value')).toBe('2013-06-02');
    expect($('input[name=to]').attr('value')).toBe('');
    const all = (await desk.get('/console/audit', administrator.cookie)).text;
    for (const odd of ['action=nothing.', 'action=%25', 'from=2013-02-31', 'to=99999-01-01', 'from=1e9']) expect(listed((await desk.get(`/console/audit?${odd}`, administrator.cookie)).text), odd).toEqual(listed(all));
  });

  it('offers every action that has words once, in its group', () => {
    const t = (key: keyof typeof WORDS, values?: Record<string, string | number>) => translate('zh-CN', key, values);
    const offered = actionOptions(t).map(({ value }) => value);
    const actions = Object.keys(WORDS).filter((key) => key.startsWith('console.action.') && key !== 'console.action.other').map((key) => key.slice('console.action.'.length));
    expect(offered.filter((value) => !value.endsWith('.')).sort()).toEqual(actions.sort());
    expect(new Set(offered).size).toBe(offered.length);
  });

  it('names staff and a person of an affiliate to whoever may read it', async () => {
    const { cookie } = await desk.person('viewer');
    await desk.owner(member.id);
    const user = await row<{ id: number; name: string }>(db, sql`select u.id, u.name from account_user u join affiliate_user a on a.user_id = u.id where a.affiliate_id = ${member.id}`);
    await db.execute(sql`insert into audit (at, actor, action, subject_kind, subject_id, request_id) values ('2013-06-03T00:00:00Z', ${`affiliate:${member.id}/user:${user?.id}`}, 'user.name', 'user', ${String(user?.id)}, 't')`);
    const { text } = await desk.get('/console/audit?action=user.name', cookie);
    expect(text).toContain(`推广者 ${member.memberId}（${user?.name}）`);
    expect(load(text)('select[name=actor] option').toArray().length).toBeGreaterThan(4);
  });
});

describe('the placements of an affiliate', () => {
  it('show without a resource too, and go on beyond the first ones', async () => {
    await db.execute(sql`insert into placement (affiliate_id, pid, created_at) select ${member.id}, 'mm_' || ${member.memberId}::text || '_9_' || n, '2013-11-01T00:00:00Z' from generate_series(1, 25) n`);
    const $ = load((await desk.get(`/console/affiliates/${member.id}`, administrator.cookie)).text);
    expect($('#pids').text()).toContain(`mm_${member.memberId}_9_1`);
    expect($('#pids').text()).toContain('未关联推广资源');
    expect($('#pids').text()).not.toContain(`mm_${member.memberId}_9_25`);
    const more = load((await desk.get($('#pids p a').attr('href')?.split('#')[0] ?? '', administrator.cookie)).text);
    expect(more('#pids').text()).toContain(`mm_${member.memberId}_9_25`);
    expect(more('#pids p a').text()).toBe('回到第一页');
  });
});

describe('an administrator', () => {
  it('who would shut themselves out is told why not', async () => {
    const { cookie, staffId } = await desk.person('administrator');
    const own = await desk.post(`/console/staff/${staffId}/disable`, cookie, {});
    expect(own.status).toBe(422);
    expect(own.text).toContain('不能停用自己');
    expect(await row(db, sql`select disabled_at from staff where id = ${staffId}`)).toEqual({ disabled_at: null });
  });
});
