import { document, esc } from '../html.ts';
import { anchor, clickUrl, friendLinks } from '../links.ts';
import { icpFor, pidsFor } from '../member.ts';
import { ARTICLES, article, articleHead, introduction, paragraphs, type Article } from '../prose.ts';
import { seeded } from '../random.ts';
import { topicOf } from '../text/index.ts';
import type { Topic } from '../text/topic.ts';
import type { Page, Twist } from './page.ts';

const WORDS = {
  'zh-CN': { home: '首页', list: '全部文章', about: '关于与联系', more: '阅读全文', buy: '去看看', price: '记录时的价格', yuan: '元', stop: '。', friends: '友情链接', contact: '联系我们', disclosure: '本站部分商品链接是淘宝客推广链接,您购买后我们可能得到佣金,价格不因此增加。', privacy: '隐私说明:本站不收集个人信息,只保留七天的访问日志。' },
  en: { home: 'Home', list: 'All articles', about: 'About and contact', more: 'Read on', buy: 'See it in the shop', price: 'Price when noted', yuan: 'yuan', stop: '. ', friends: 'Friends', contact: 'Contact', disclosure: 'Some product links are affiliate links: if you buy, we may earn a commission at no cost to you.', privacy: 'Privacy: we collect no personal data and keep access logs for seven days.' },
} as const;

/** A page of an honest site, with the one twist that its kind adds. */
export function goodPage(page: Page, twist: Twist = {}): string {
  const { host, memberId, view } = page;
  const topic = topicOf(host.topic);
  const words = WORDS[topic.lang];
  const base = `/m/${memberId}/`;
  const seed = `${host.name} ${memberId}`;
  const own = pidsFor(memberId, host.name);
  const pidOf = twist.pids ?? ((pids: string[], n: number) => pids[n % pids.length] as string);
  const intro = introduction(seed, topic);
  const buy = (item: Omit<Article, 'paragraphs'>) => `<p class="buy">${esc(item.product.name)} · ${words.price} ${item.product.price} ${words.yuan}${words.stop}${esc(item.product.fact)} ${anchor(clickUrl(pidOf(own, item.n), `${seed} ${item.n}`), words.buy)}</p>`;
  const { title, main } = content(page, topic, { seed, base, intro, buy, more: words.more, about: words.about, list: words.list });
  const icp = twist.icp === false ? '' : icpFor(memberId);
  return document({
    lang: topic.lang, look: host.name, charset: twist.charset ?? 'utf-8', head: twist.head?.(page, own) ?? '',
    title: title ? `${title} - ${host.title}` : `${host.title} · ${intro.tagline}`,
    description: view === 'home' ? intro.text : `${title}${words.stop}${intro.tagline}`,
    body: `<header><h2><a href="${base}">${host.title}</a></h2>${esc(intro.tagline)}<nav><a href="${base}">${words.home}</a><a href="${base}list">${words.list}</a><a href="${base}about">${words.about}</a></nav></header>
<main>${main}</main>
<footer><p>${words.friends} ${friendLinks(`${seed} ${view}`, topic.lang, 5)}</p>
<p>${words.disclosure}</p>
<p>&copy; ${host.title} <a href="${base}about">${words.contact}</a> ${icp}</p></footer>${twist.foot?.(page, own) ?? ''}`,
  });
}

interface Parts {
  seed: string;
  base: string;
  intro: ReturnType<typeof introduction>;
  buy: (item: Omit<Article, 'paragraphs'>) => string;
  more: string;
  about: string;
  list: string;
}

function content(page: Page, topic: Topic, parts: Parts): { title: string; main: string } {
  const { seed, base, intro, buy } = parts;
  const text = (lines: string[]) => lines.map((line) => `<p>${esc(line)}</p>`).join('\n');
  if (page.view === 'about') return { title: parts.about, main: aboutText(page, topic, parts) };
  if (typeof page.view === 'number') {
    const item = article(seed, topic, page.view, page.today);
    const next = page.view % ARTICLES + 1;
    return { title: item.title, main: `<article><h1>${esc(item.title)}</h1><p class="date">${item.date} ${intro.nick}</p>${text(item.paragraphs)}</article>${buy(item)}<p><a href="${base}item/${next}">${esc(articleHead(seed, topic, next, page.today).title)}</a></p>` };
  }
  const shown = page.view === 'home' ? [1, 2, 3, 4] : Array.from({ length: ARTICLES }, (_, i) => i + 1);
  const heads = shown.map((n) => articleHead(seed, topic, n, page.today));
  const excerpts = paragraphs(seeded(`${seed} ${page.view}`), topic, heads.map((head) => head.product.name), page.view === 'home' ? 4 : 3);
  const teasers = heads.map((head, i) => {
    const n = head.n;
    return `<section><h2><a href="${base}item/${n}">${esc(head.title)}</a></h2><p class="date">${head.date}</p>${text(excerpts.slice(i, i + 1))}<p><a href="${base}item/${n}">${parts.more}</a></p>${n <= 2 ? buy(head) : ''}</section>`;
  }).join('\n');
  return page.view === 'home' ? { title: '', main: `<article><p>${esc(intro.text)}</p>${teasers}</article>` } : { title: parts.list, main: `<article>${teasers}</article>` };
}

function aboutText(page: Page, topic: Topic, { seed, intro }: Parts): string {
  const story = paragraphs(seeded(`${seed} about`), topic, topic.products.slice(0, 2).map((product) => product.name), 3).map((line) => `<p>${esc(line)}</p>`).join('\n');
  const words = WORDS[topic.lang];
  const mail = `webmaster-${page.memberId}@mail.example`;
  return topic.lang === 'en'
    ? `<article><h1>${words.about}</h1><p>${esc(intro.text)}</p>${story}<h2>${words.contact}</h2><p>Write to <a href="mailto:${mail}">${mail}</a>; letters are answered within a week.</p><p>${words.privacy}</p></article>`
    : `<article><h1>${words.about}</h1><p>${esc(intro.text)}</p>${story}<h2>${words.contact}</h2><p>邮箱:<a href="mailto:${mail}">${mail}</a>,一般两三天内回信。合作与纠错请注明文章标题。</p><p>${words.privacy}</p></article>`;
}
