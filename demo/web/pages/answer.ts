import iconv from 'iconv-lite';
import { document } from '../html.ts';
import type { DemoHost } from '../hosts.ts';
import { KINDS } from '../kinds.ts';
import { clickUrl } from '../links.ts';
import { pidsFor } from '../member.ts';
import { ARTICLES } from '../prose.ts';
import { couponPage } from './coupon.ts';
import { goodPage } from './good.ts';
import { html, type Answer, type Page } from './page.ts';
import { parkedPage } from './parked.ts';
import { duplicatePage, linkFarmPage, thinPage } from './thin.ts';
import { TWISTS } from './twists.ts';

const MEMBER_PATH = /^\/m\/(\d{6,10})\/(list|about|jump|item\/([1-9]\d?))?$/;

/** What the web knows when it answers. */
export interface Situation {
  today: Date;
  repaired: ReadonlySet<string>;
}

/** What `host` answers to a GET of `target` (path and query). */
export function answer(host: DemoHost, target: string, { today, repaired }: Situation): Answer {
  const url = new URL(target, 'http://host.invalid');
  if (url.pathname === '/robots.txt') return robots(host, repaired);
  const bare = /^\/m\/\d{6,10}$/.test(url.pathname);
  if (bare) return { status: 301, headers: { location: `${url.pathname}/` }, body: '' };
  const match = MEMBER_PATH.exec(url.pathname);
  const memberId = match?.[1] ?? '';
  const mended = repaired.has(memberId);
  if (host.kind === 'parked' && !mended) return html(parkedPage(host));
  if (!match) return outside(host, url.pathname);
  if (host.kind === 'forbidden' && !mended) return html(notice(host, '403 Forbidden', '本页只对会员开放。'), 403);
  const n = Number(match[3] ?? 0);
  if (n > ARTICLES) return missing(host);
  if (match[2] === 'jump') return jump(host, memberId, Number(url.searchParams.get('id')));
  const page: Page = { host, memberId, today, view: n > 0 ? n : match[2] === 'list' || match[2] === 'about' ? match[2] : 'home' };
  return mended ? encoded(host, goodPage(page, { charset: 'utf-8' })) : asKind(page);
}

function asKind(page: Page): Answer {
  const { host, memberId } = page;
  if (host.kind === 'redirect-30x' && page.view === 'home') {
    return { status: 302, headers: { location: clickUrl(pidsFor(memberId, host.name)[0] as string, `${host.name} auto`) }, body: '' };
  }
  if (host.kind === 'thin') return html(thinPage(page));
  if (host.kind === 'link-farm') return html(linkFarmPage(page));
  if (host.kind === 'duplicate') return html(duplicatePage(page));
  return encoded(host, host.kind === 'coupon' ? couponPage(page) : goodPage(page, TWISTS[host.kind]));
}

/** The GBK hosts say utf-8 in their meta and nothing in the header: the reader has to find out. */
function encoded(host: DemoHost, text: string): Answer {
  return host.kind === 'gbk' ? { status: 200, headers: { 'content-type': 'text/html' }, body: iconv.encode(text, 'gbk') } : html(text);
}

function jump(host: DemoHost, memberId: string, id: number): Answer {
  if (!(id >= 1 && id <= ARTICLES)) return missing(host);
  const pids = pidsFor(memberId, host.name);
  return { status: 302, headers: { location: clickUrl(pids[id % pids.length] as string, `${host.name} jump ${id}`) }, body: '' };
}

function robots(host: DemoHost, repaired: ReadonlySet<string>): Answer {
  const rules = host.kind === 'robots'
    ? ['User-agent: *', 'Disallow: /', ...[...repaired].map((id) => `Allow: /m/${id}/`)]
    : ['User-agent: *', 'Disallow: /admin/'];
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${rules.join('\n')}\n` };
}

function outside(host: DemoHost, path: string): Answer {
  if (path === '/') return html(notice(host, host.title, KINDS[host.kind] === 'low' ? '欢迎光临。' : '这里住着许多小站,每个小站由它的站长自己写、自己管。Many small sites live here, each kept by its own owner.'));
  if (path === '/about') return html(notice(host, `关于 ${host.title}`, `主机管理员邮箱:admin@mail.example。This host is part of a rehearsal; its names end in .test and nobody outside can reach it.`));
  return missing(host);
}

function missing(host: DemoHost): Answer {
  const page = notice(host, '页面不存在', '您访问的页面不存在或已被删除,请返回首页。');
  return html(page, host.kind === 'soft-404' ? 200 : 404);
}

function notice(host: DemoHost, title: string, text: string): string {
  return document({ lang: 'zh-CN', look: host.name, title, description: '', body: `<h1>${title}</h1><p>${text}</p><p><a href="/">${host.title}</a> <a href="/about">关于</a></p>` });
}
