import { sql } from 'drizzle-orm';
import { claimDue } from '../../src/crawl/claim-due.ts';
import type { JudgedCrawl } from '../../src/crawl/judged-crawl.ts';
import { recordCrawls } from '../../src/crawl/record-crawls.ts';
import type { CrawledPage } from '../../src/crawl/types.ts';
import { judge, type JudgeInput } from '../../src/quality/index.ts';
import { createHash } from 'node:crypto';
import { ts } from '../../src/db/client.ts';
import type { Scene } from '../policy/scene.ts';

/** A site that loads a click link in an iframe, which is a stop. */
export const STUFFED = '<html><head><meta charset="utf-8"><title>樱花小铺：每日好物推荐</title></head><body><p>今天给大家推荐三件实用的小物。</p><iframe src="http://s.click.taobao.com/t?e=m%3D2" width="0" height="0"></iframe></body></html>';
export const CLEAN = STUFFED.replace(/<iframe.*<\/iframe>/, '');

/** What stands at a home page: HTML, a redirect to a click host, or null where robots.txt keeps us out. */
export type Front = string | null | { redirect: string };

/** A home page as the crawler hands it over. */
export function home(url: string, html: Front, at: Date): CrawledPage {
  const base = { url, finalUrl: url, role: 'home' as const, headers: {}, chain: [], stoppedAt: null, millis: 12, fetchedAt: at.toISOString() };
  if (html === null) return { ...base, status: null, html: '', failure: 'robots', charset: null, bytes: 0, sha256: null };
  if (typeof html !== 'string') return { ...base, status: 302, html: '', chain: [{ url, status: 302, location: html.redirect }], stoppedAt: html.redirect, failure: null, charset: null, bytes: 0, sha256: null };
  const body = Buffer.from(html);
  return { ...base, status: 200, html, failure: null, charset: 'utf-8', bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
}

/** Claims what is due and judges it as if this stood at each home page (by member). Not recorded yet. */
export async function visits(scene: Scene, html: Front | ((memberId: string) => Front)): Promise<JudgedCrawl[]> {
  const at = scene.deps.clock.now();
  return (await claimDue(scene.system, 100)).map((site) => {
    const pages = [home(site.url, typeof html === 'function' ? html(site.memberId) : html, at)];
    return { site, crawl: { pages, failures: [], startedAt: at }, assessment: judge({ pages, siteUrl: site.url, memberId: site.memberId, pids: site.pids, confirmed: site.confirmed } as JudgeInput) };
  });
}

/** Visits every site at this moment and records it. */
export async function visitAll(scene: Scene, moment: string, html: Parameters<typeof visits>[1]): Promise<void> {
  scene.deps.clock.moveTo(moment);
  await scene.deps.db.execute(sql`update resource set next_crawl_at = ${ts(scene.deps.clock.now())} where kind = 'site'`);
  await recordCrawls(scene.system, await visits(scene, html));
}
