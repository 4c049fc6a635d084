import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { createUser, openSessionFor } from '../../../src/auth/index.ts';
import { assessmentAt, latestAssessment } from '../../../src/crawl/index.ts';
import { addPlacement, createAffiliate, editRecord, getResource, recordHistory, registerResource } from '../../../src/records/index.ts';
import { WORDS } from '../../../src/web/words/index.ts';
import { useTestDb } from '../../helpers/db.ts';
import { cookieOf, LONG_URL, makeResourceScene, MEMBER, type ResourceScene } from './scene.ts';

const testDb = useTestDb();
let scene: ResourceScene;
let app: ReturnType<typeof createApp>;
let body = '';
let status = 0;
let strangerResource = 0;

beforeAll(async () => {
  const pages = {
    request: ({ url }: { url: URL }) => {
      status += 1;
      return Promise.resolve({ status: body === '' ? 404 : 200, headers: {}, body: Buffer.from(body === 'TOKEN' ? (/verify-(\w+)\.txt/.exec(url.pathname)?.[1] ?? '') : body), truncated: false, address: '192.0.2.1' });
    },
    close: () => Promise.resolve(),
  };
  scene = await makeResourceScene(testDb().db, { pages: pages as never });
  app = createApp(scene.deps);
  const stranger = await createAffiliate(scene.operator, { memberId: '31099999', name: '别家', email: 'other@example.com' });
  strangerResource = (await registerResource(scene.operator, { affiliateId: stranger.id, fields: { kind: 'site', name: '别家的站', url: 'http://other.example.cn/' } })).id;
  await addPlacement(scene.operator, { affiliateId: stranger.id, pid: 'mm_31099999_1_1', resourceId: strangerResource });
});

interface Page {
  status: number;
  text: string;
  location: string | null;
  headers: Headers;
}

async function get(path: string, options: { lang?: 'zh-CN' | 'en'; cookie?: string; headers?: Record<string, string> } = {}): Promise<Page> {
  const answer = await app.request(path, { headers: { Accept: 'text/html', Cookie: `${options.cookie ?? scene.cookie}; tuiguan_language=${options.lang ?? 'zh-CN'}`, ...options.headers } });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('Location'), headers: answer.headers };
}

async function post(path: string, fields: Record<string, string>, lang = 'zh-CN'): Promise<Page> {
  const answer = await app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Accept: 'text/html', Cookie: `${scene.cookie}; tuiguan_language=${lang}`, 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' } });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('Location'), headers: answer.headers };
}

const words = (html: string): string => html.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '').replace(/<[^>]*>/g, ' ').replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replace(/\s+/g, ' ');
const key = /\b(?:resources|record|report|ui|common)\.[a-z_]+(?:\.[a-z_]+)*\b/g;

describe('every page about resources', () => {
  it.each(['', '/new', '/new?kind=site', '/new?kind=offline', '/$good', '/$app', '/$good/edit', '/$good/history', '/$good/proof', '/$stuffed/proof', '/$app/proof', '/$good/report', '/$stuffed/report', '/$confirmed/report', '/$parked/report', '/$shut/report', '/$fresh/report', '/$app/report'])('opens in both languages: %s', async (path) => {
    const at = `/portal/resources${path.replace(/\$(\w+)/, (_, name: keyof ResourceScene['ids']) => String(scene.ids[name]))}`;
    for (const lang of ['zh-CN', 'en'] as const) {
      const { status: code, text } = await get(at, { lang });
      expect(code, `${lang} ${at}`).toBe(200);
      expect(text).toContain(`<html lang="${lang}"`);
      expect((words(text).match(key) ?? []).filter((found) => found in WORDS)).toEqual([]);
      expect(text.match(/<h1[ >]/g)).toHaveLength(1);
      expect(text.length).toBeLessThan(60_000);
      expect(text).not.toMatch(/ style=| on\w+="/);
    }
  });

  it.each(['', '/edit', '/history', '/proof', '/report', '/visit'])('hides another affiliate: %s', async (path) => {
    expect((await get(`/portal/resources/${strangerResource}${path}`)).status).toBe(404);
  });

  it('keeps others from acting on it', async () => {
    for (const [path, fields] of [['edit', { version: '1' }], ['placements', { pid: `mm_${MEMBER}_5_5` }], ['proof', { method: 'file' }], ['proof/check', { method: 'file' }]] as const) {
      expect((await post(`/portal/resources/${strangerResource}/${path}`, fields)).status, path).toBe(404);
    }
  });

  it('knows no resource by odd ids', async () => {
    for (const id of ['0', 'x', '99999999999999999999', '-1']) expect((await get(`/portal/resources/${id}`)).status).toBe(404);
  });
});

describe('the list', () => {
  it('says what stands against each, and shows one kind alone', async () => {
    const { text } = await get('/portal/resources', { lang: 'en' });
    expect(words(text)).toMatch(/1 violation .*Could not be read/);
    const apps = await get('/portal/resources?kind=app', { lang: 'en' });
    expect(apps.text).toContain('徒步记录');
    expect(apps.text).not.toContain('周末徒步群');
  });

  it('is inviting when there is nothing yet', async () => {
    const { id: affiliateId } = await createAffiliate(scene.operator, { memberId: '31098888', name: '新人', email: 'new@example.com' });
    const { userId } = await createUser(scene.operator, { email: 'new@example.com', name: '新人', password: null, affiliateId });
    const cookie = cookieOf(await openSessionFor(scene.deps, { userId, ip: '127.0.0.1', userAgent: 'x' }));
    const { text } = await get('/portal/resources', { cookie });
    expect(text).toContain('还没有登记推广资源');
    expect(text).toContain('href="/portal/resources/new"');
  });
});

describe('registering', () => {
  it('keeps what was entered and says beside each field what is wrong', async () => {
    const { status: code, text } = await post('/portal/resources/new', { kind: 'site', name: '', url: 'shop.example.cn', icp: '12345', daily_uv: 'many', description: '我的介绍' });
    expect(code).toBe(422);
    for (const [field, said] of [['name', '请填写此项'], ['url', '请填写以 http:// 或 https:// 开头的完整网址'], ['icp', '格式不正确'], ['daily_uv', '请填写 0 以上的整数']] as const) {
      expect(text).toMatch(new RegExp(`id="f-${field}-error"[^]*?${said}`));
    }
    expect(text).toContain('value="shop.example.cn"');
    expect(text).toContain('我的介绍');
  });

  it('makes a resource, once', async () => {
    const fields = { kind: 'site', name: '第二个站', url: 'https://second.example.cn', category: '', promotion_scene: '', icp: '', description: '', daily_uv: '', contact: '' };
    const made = await post('/portal/resources/new', fields);
    expect(made.status).toBe(303);
    expect((await get(made.location ?? '')).text).toContain('第二个站');
    const again = await post('/portal/resources/new', fields);
    expect(again.status).toBe(422);
    expect(again.text).toMatch(/id="f-url-error"[^]*?您已经登记过这个地址/);
  });

  it.each([['https://user:pw@a.example.cn/', '用户名'], ['http://intranet/', '完整的域名'], ['http://a b.cn/', '不能有空格'], [`http://a.cn/${'x'.repeat(2100)}`, '2,000']])('explains %s', async (url, said) => {
    const { status: code, text } = await post('/portal/resources/new', { kind: 'site', name: 'x', url });
    expect(code).toBe(422);
    expect(words(text)).toContain(said);
  });
});

describe('editing', () => {
  const full = { kind: 'site', category: '户外用品', promotion_scene: 'common', icp: '', description: 'x', contact: '' };

  it('saves a version and says that a moved site is visited again', async () => {
    const before = await getResource(scene.operator, scene.ids.parked);
    const done = await post(`/portal/resources/${scene.ids.parked}/edit`, { ...full, name: '露营装备库', url: 'http://camping.example.net/new', daily_uv: '3200', version: String(before.currentVersion) });
    expect(done.status).toBe(303);
    const shown = await get(done.location ?? '', { cookie: `${scene.cookie}; ${cookieOf(done.headers.getSetCookie())}` });
    expect(words(shown.text)).toContain('我们会重新检测这个网站');
    expect((await getResource(scene.operator, scene.ids.parked)).currentVersion).toBe(before.currentVersion + 1);
  });

  it('loses nothing when the record was changed meanwhile: both values are shown', async () => {
    const id = scene.ids.confirmed;
    const before = await getResource(scene.operator, id);
    await editRecord(scene.operator, { resourceId: id, fields: { name: '他们的名字', daily_uv: 777 } });
    const sent = { ...full, name: '我的名字', url: before.url, description: String(before.fields.description), contact: String(before.fields.contact), daily_uv: '3200', version: String(before.currentVersion) };
    const refused = await post(`/portal/resources/${id}/edit`, sent);
    expect(refused.status).toBe(409);
    expect(words(refused.text)).toContain('这份资料刚刚被修改过');
    for (const both of ['他们的名字', '我的名字']) expect(words(refused.text)).toContain(both);
    expect(refused.text).toMatch(/name="name"[^>]*value="我的名字"|value="我的名字"[^>]*name="name"/);
    expect(refused.text).toMatch(/name="daily_uv"[^>]*value="777"|value="777"[^>]*name="daily_uv"/);
    expect(String((await getResource(scene.operator, id)).fields.name)).toBe('他们的名字');
    const again = await post(`/portal/resources/${id}/edit`, { ...sent, daily_uv: '777', version: String(before.currentVersion + 1) });
    expect(again.status).toBe(303);
    expect((await recordHistory(scene.operator, { resourceId: id }))[0]?.fields).toMatchObject({ name: '我的名字', daily_uv: 777 });
  });

  it('compares any two versions', async () => {
    const { text } = await get(`/portal/resources/${scene.ids.confirmed}/history?from=1&to=3`);
    expect(words(text)).toContain('爱淘折扣站');
    expect(words(text)).toContain('我的名字');
    expect((await get(`/portal/resources/${scene.ids.confirmed}/history?from=1&to=99`)).status).toBe(404);
  });
});

describe('PIDs', () => {
  it.each([['mm_1', '不是有效的 PID'], ['mm_31099999_1_1', '第一段应为您的会员号'], ['', '请填写此项']])('says what is wrong with "%s"', async (pid, said) => {
    const { status: code, text } = await post(`/portal/resources/${scene.ids.good}/placements`, { pid });
    expect(code).toBe(422);
    expect(text).toMatch(new RegExp(`id="pid-pid-error"[^]*?${said}`));
  });

  it('says when another affiliate holds it, and registers a free one', async () => {
    await testDb().db.execute(sql`insert into placement (affiliate_id, pid, created_at) select affiliate_id, ${`mm_${MEMBER}_7_7`}, '2013-12-01T00:00:00Z' from resource where id = ${strangerResource}`);
    const taken = await post(`/portal/resources/${scene.ids.good}/placements`, { pid: `mm_${MEMBER}_7_7` });
    expect(taken.status).toBe(422);
    expect(words(taken.text)).toContain('已由其他推广者登记');
    expect((await post(`/portal/resources/${scene.ids.good}/placements`, { pid: ` mm_${MEMBER}_8_8 ` })).status).toBe(303);
    expect((await get(`/portal/resources/${scene.ids.good}`)).text).toContain(`mm_${MEMBER}_8_8`);
  });
});

describe('proving ownership', () => {
  const ours = { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'empty' };
  const look = (method = 'file') => `/portal/resources/${scene.ids.shut}/proof/${method}/look?until=${Date.now() + 60_000}`;

  it('asks the site at most once in ten seconds, only for our own page, and stops when proved', async () => {
    const path = `/portal/resources/${scene.ids.shut}/proof`;
    expect((await post(path, { method: 'carrier pigeon' })).status).toBe(422);
    const started = await post(path, { method: 'file' });
    expect(started.location).toBe(`${path}?method=file`);
    expect((await get(started.location ?? '')).text).toMatch(/tuiguan-verify-[0-9a-f]{32}\.txt/);
    status = 0;
    expect((await get(look())).status).toBe(200);
    expect(status).toBe(0);
    const first = await get(look(), { headers: ours });
    expect(words(first.text)).toContain('返回状态码 404，应为 200');
    expect(first.headers.get('X-Done')).toBeNull();
    body = 'TOKEN';
    await Promise.all([1, 2, 3].map(() => get(look(), { headers: ours })));
    expect(status).toBe(1);
    const soon = await post(`${path}/check`, { method: 'file' });
    expect(soon.status).toBe(303);
    expect(status).toBe(1);
    expect((await getResource(scene.operator, scene.ids.shut)).verifiedAt).toBeNull();
  });

  it('is proved by the button, which needs no script', async () => {
    const path = `/portal/resources/${scene.ids.stuffed}/proof`;
    await post(path, { method: 'file' });
    expect((await post(`${path}/check`, { method: 'file' })).status).toBe(303);
    expect(words((await get(path)).text)).toContain('起已验证');
    const done = await get(`/portal/resources/${scene.ids.stuffed}/proof/file/look?until=${Date.now() + 60_000}`, { headers: ours });
    expect(done.headers.get('X-Done')).toBe('1');
  });
});

describe('the report', () => {
  it('tells confirmed from unconfirmed, with evidence and repair', async () => {
    const open = words((await get(`/portal/resources/${scene.ids.stuffed}/report`)).text);
    expect(open).toContain('疑似违规，等待人工确认');
    expect(open).not.toContain('已确认的违规');
    for (const said of ['未经点击加载推广链接', '如何修复', '可能是网站被人动了手脚', `mm_${MEMBER}_*`, '可识别 PID 的链接共', 'html > body > iframe']) expect(open).toContain(said);
    expect(words((await get(`/portal/resources/${scene.ids.confirmed}/report`)).text)).toContain('已确认的违规');
  });

  it('folds what goes beyond three pieces of evidence', async () => {
    const { text } = await get(`/portal/resources/${scene.ids.stuffed}/report`, { lang: 'en' });
    expect(words(text)).toMatch(/\d+ more/);
  });

  it('escapes what was crawled, and shows what cannot be seen', async () => {
    const { text } = await get(`/portal/resources/${scene.ids.stuffed}/report`);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toMatch(/[\u202a-\u202e\u0007]/);
    expect(text).toContain('‹U+202E›');
    expect(text.split(LONG_URL.slice(0, 2_900)).length - 1).toBeLessThanOrEqual(2);
  });

  it('convicts nobody who could not be read, and says how to let us in', async () => {
    const text = words((await get(`/portal/resources/${scene.ids.shut}/report`)).text);
    for (const said of ['不扣分，也不视为违规', 'TuiguanBot', 'Allow: /', 'robots.txt 不允许访问', '被防火墙或验证码拦截']) expect(text).toContain(said);
    expect(text).not.toContain('质量较低');
  });

  it('keeps the earlier ones, of this resource only', async () => {
    const latest = await latestAssessment(scene.operator, scene.ids.good);
    const { text } = await get(`/portal/resources/${scene.ids.good}/report`);
    const [, older] = /href="[^"]*\/report\/(\d+)"/.exec(text) ?? [];
    expect(Number(older)).toBeLessThan(latest?.id ?? 0);
    const page = await get(`/portal/resources/${scene.ids.good}/report/${older}`);
    expect(words(page.text)).toContain('不是最新结果');
    expect((await assessmentAt(scene.operator, Number(older))).resourceId).toBe(scene.ids.good);
    expect((await get(`/portal/resources/${scene.ids.stuffed}/report/${older}`)).status).toBe(404);
  });

  it('is shown to the policy team, and to nobody else of the console', async () => {
    if (scene.reviewer.actor.kind !== 'staff') throw new Error('the reviewer is of the staff');
    const { userId } = await createUser(scene.operator, { email: 'reviewer@example.com', name: '审核员', password: null, staffId: scene.reviewer.actor.staffId });
    const cookie = cookieOf(await openSessionFor(scene.deps, { userId, ip: '127.0.0.1', userAgent: 'x' }));
    const page = await get(`/console/resources/${scene.ids.stuffed}/report`, { cookie, lang: 'en' });
    expect(page.status).toBe(200);
    expect(words(page.text)).toContain('Awaiting confirmation');
    expect(page.text).not.toContain('/portal/reviews/new');
    expect((await get(`/console/resources/${scene.ids.stuffed}/report`)).location).toBe('/portal');
  });
});
