import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { createUser, openSessionFor } from '../../../src/auth/index.ts';
import { claimDue } from '../../../src/crawl/claim-due.ts';
import { decideObservations, listObservations } from '../../../src/crawl/index.ts';
import { recordCrawls } from '../../../src/crawl/record-crawls.ts';
import type { CrawledPage, PageRole } from '../../../src/crawl/types.ts';
import { type Db, ts } from '../../../src/db/client.ts';
import type { Ctx, Deps } from '../../../src/lib/ctx.ts';
import { judge, type JudgeInput } from '../../../src/quality/index.ts';
import { addPlacement, createAffiliate, registerResource } from '../../../src/records/index.ts';
import { makeScene, type Scene, staff } from '../../policy/scene.ts';

export const MEMBER = '31090001';
/** 3 kB of address, and a character that turns the reading order round. */
export const LONG_URL = `http://s.click.taobao.com/t?e=${'m%3D2%26s%3D'.repeat(250)}`;
export const HOSTILE = '<iframe src="http://s.click.taobao.com/t?e=1" title="\u202egpj.exe\u0007"><script>alert(1)</script></iframe>';

export interface FrontPage {
  path?: string;
  role?: PageRole;
  html?: string;
  failure?: CrawledPage['failure'];
  status?: number;
}

const TEXT = '春秋两季最适合徒步，出发前请看天气与线路长度，背包控制在体重的四分之一以内，水和电解质要备足，下山时注意膝盖。'.repeat(30);
const FOOT = '<footer><a href="/about">关于我们 联系我们</a> 电话 0571-88886666 <a href="https://beian.miit.gov.cn/">浙ICP备12345678号-1</a> 浙公网安备33010602000001号</footer>';
export const page = (title: string, body: string): string => `<html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
export const goodSite = (links = ''): FrontPage[] => ['/', '/xianlu', '/zhuangbei', '/about'].map((path, at) => ({
  path,
  role: at === 0 ? 'home' : at === 3 ? 'about' : 'detail',
  html: page(at === 0 ? '山野徒步笔记' : `杭州周边徒步线路之${at}`, `<main><h1>线路</h1><p>${TEXT}</p><p><a href="/xianlu">线路</a><a href="/zhuangbei">装备</a></p><p><a href="http://s.click.taobao.com/t?pid=mm_${MEMBER}_1_1&e=2">登山鞋</a></p>${links}</main>${FOOT}`),
}));
const foreign = (n: number): string => Array.from({ length: n }, (_, i) => `<a href="http://s.click.taobao.com/t?pid=mm_99887766_1_1&n=${i}">热卖</a>`).join('');
export const stuffedSite = (): FrontPage[] => [
  { path: '/', role: 'home', html: page('天天特价购物', `<p>每日更新全网优惠。</p><iframe src="${LONG_URL}" width="0" height="0"></iframe>${HOSTILE}<img src="http://s.click.taobao.com/t?e=3"><embed src="http://s.click.taobao.com/t?e=4"><script src="http://s.click.taobao.com/t?e=5"></script>${foreign(2)}${'<a href="http://s.click.taobao.com/t?pid=mm_31090001_1_1">好物</a>'.repeat(6)}`) },
  { path: '/list', role: 'list', html: page('特价列表', '<p>列表页内容不多。</p><iframe src="http://s.click.taobao.com/t?e=6"></iframe>') },
  { path: '/old', role: 'detail', failure: 'http_error', status: 404 },
  { path: '/hot', role: 'detail', html: page('热卖', '<p>热卖商品。</p>') },
  { path: '/slow', role: 'detail', failure: 'timeout' },
];
export const parkedSite = (): FrontPage[] => [{ path: '/', role: 'home', html: page('本域名正在出售', '<h1>本域名正在出售</h1><script src="https://img.sedoparking.com/a.js"></script>') }];
export const shutSite = (): FrontPage[] => [{ path: '/', role: 'home', failure: 'robots' }, { path: '/about', role: 'about', failure: 'blocked', status: 403 }];

export interface ResourceScene extends Scene {
  reviewer: Ctx;
  affiliateId: number;
  userId: number;
  cookie: string;
  ids: Record<'good' | 'stuffed' | 'confirmed' | 'parked' | 'shut' | 'fresh' | 'app' | 'group', number>;
}

/** One affiliate with a resource of every kind of fate, and a person of it who is signed in. */
export async function makeResourceScene(db: Db, overrides: Partial<Deps> = {}): Promise<ResourceScene> {
  const scene = await makeScene(db, { STAFF_TOTP: 'optional', PUBLIC_URL: 'http://127.0.0.1:8080' }, overrides, '2013-12-01T09:00:00+08:00');
  const reviewer = await staff(scene.operator, 'reviewer');
  const { id: affiliateId } = await createAffiliate(scene.operator, { memberId: MEMBER, name: '山野徒步', email: 'walker@example.com' });
  const { userId } = await createUser(scene.operator, { email: 'walker@example.com', name: '王晓梅', password: null, affiliateId });
  const own = scene.as({ kind: 'affiliate', affiliateId, userId, scopes: null });
  const add = async (fields: Record<string, unknown>) => (await registerResource(own, { affiliateId, fields })).id;
  const site = (name: string, host: string) => add({ kind: 'site', name, url: `http://${host}/`, category: '户外用品', promotion_scene: 'common', description: '以杭州周边徒步线路为主，附装备评测。', daily_uv: 3200, contact: 'walker@example.com' });
  const ids = {
    good: await site('山野徒步笔记', 'shanye.example.cn'),
    stuffed: await site('天天特价购物', 'tejia.example.com'),
    confirmed: await site('爱淘折扣站', 'zhekou.example.com'),
    parked: await site('露营装备库', 'camping.example.net'),
    shut: await site('会员优惠论坛', 'bbs.example.org'),
  };
  await addPlacement(own, { affiliateId, pid: `mm_${MEMBER}_1_1`, resourceId: ids.good });
  const fronts: Record<string, () => FrontPage[]> = { 'shanye.example.cn': goodSite, 'tejia.example.com': stuffedSite, 'zhekou.example.com': () => stuffedSite(), 'camping.example.net': parkedSite, 'bbs.example.org': shutSite };
  for (const [day, weak] of [['2013-12-01', true], ['2013-12-03', true], ['2013-12-05', false]] as const) {
    await visit(scene, `${day}T10:00:00+08:00`, (host) => (host === 'shanye.example.cn' && weak ? goodSite(foreign(3)).slice(0, day === '2013-12-01' ? 1 : 2) : (fronts[host] ?? goodSite)()));
  }
  const [seen] = (await listObservations(reviewer)).filter((each) => each.resourceId === ids.confirmed && each.code === 'cookie_stuffing');
  if (!seen) throw new Error('the stuffing was not observed');
  await decideObservations(reviewer, { ids: [seen.id], decision: 'confirm' });
  await visit(scene, '2013-12-06T10:00:00+08:00', (host) => (fronts[host] ?? goodSite)());
  await db.execute(sql`update resource set verified_at = ${ts(new Date('2013-12-02T03:00:00Z'))} where id = ${ids.good}`);
  scene.deps.clock.moveTo('2013-12-07T14:30:00+08:00');
  const app = await add({ kind: 'app', name: '徒步记录', url: 'com.example.hike' });
  const group = await add({ kind: 'social', name: '周末徒步群', url: 'QQ 群 8812345', promotion_scene: 'qq_group' });
  const fresh = await site('新开的博客', 'blog.example.cn');
  const lines = await openSessionFor(scene.deps, { userId, ip: '127.0.0.1', userAgent: 'Chromium' });
  return { ...scene, reviewer, affiliateId, userId, cookie: cookieOf(lines), ids: { ...ids, app, group, fresh } };
}

export const cookieOf = (lines: string[]): string => lines.map((line) => line.split(';')[0]).join('; ');

/** Visits every site at this moment; what stands there is told by host. */
export async function visit(scene: Scene, moment: string, front: (host: string) => FrontPage[]): Promise<void> {
  scene.deps.clock.moveTo(moment);
  const at = scene.deps.clock.now();
  await scene.deps.db.execute(sql`update resource set next_crawl_at = ${ts(at)} where kind = 'site'`);
  const judged = (await claimDue(scene.system, 100)).map((site) => {
    const pages = front(new URL(site.url).hostname).map((each) => crawled(site.url, each, at));
    return { site, crawl: { pages, failures: [], startedAt: at }, assessment: judge({ pages, siteUrl: site.url, memberId: site.memberId, pids: site.pids, confirmed: site.confirmed } as JudgeInput) };
  });
  await recordCrawls(scene.system, judged);
}

function crawled(base: string, { path = '/', role = 'home', html = '', failure = null, status }: FrontPage, at: Date): CrawledPage {
  const url = new URL(path, base).href;
  const body = Buffer.from(html);
  return { url, finalUrl: url, role, headers: {}, chain: [], stoppedAt: null, millis: 340 + path.length * 90, fetchedAt: at.toISOString(), status: failure === null ? 200 : (status ?? null), html, failure, charset: failure === null ? 'utf-8' : null, bytes: body.length, sha256: failure === null ? createHash('sha256').update(body).digest('hex') : null };
}
