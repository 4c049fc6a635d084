import { document, esc } from '../html.ts';
import { anchor, clickUrl, friendLinks } from '../links.ts';
import { icpFor, pidsFor } from '../member.ts';
import { introduction, paragraphs } from '../prose.ts';
import { between, seeded, shuffled } from '../random.ts';
import { topicOf } from '../text/index.ts';
import { goodPage } from './good.ts';
import type { Page } from './page.ts';

/** A coupon shop: cards with a sentence or two of its own, half of the links through its own jump page. */
export function couponPage(page: Page): string {
  if (page.view === 'about' || typeof page.view === 'number') return goodPage(page);
  const { host, memberId } = page;
  const topic = topicOf(host.topic);
  const seed = `${host.name} ${memberId}`;
  const random = seeded(`${seed} ${page.view}`);
  const base = `/m/${memberId}/`;
  const pids = pidsFor(memberId, host.name);
  const products = shuffled(random, topic.products).slice(0, page.view === 'home' ? 5 : 7);
  const lines = paragraphs(random, topic, products.map((product) => product.name), page.view === 'home' ? 2 : 1);
  const cards = products.map((product, i) => {
    const off = between(random, 1, 6) * 5;
    const link = i % 2 === 0 ? `${base}jump?id=${i + 1}` : clickUrl(pids[i % pids.length] as string, `${seed} ${i}`);
    return `<section><h2><a href="${base}item/${i + 1}">${esc(product.name)} 满${Math.max(Math.floor(product.price / 10) * 10, off + 1)}减${off}</a></h2><p>${esc(product.fact)}${esc(lines[i] ?? '')}</p><p class="buy">券后 ${Math.max(product.price - off, 1)} 元 ${anchor(link, '领券购买')}</p></section>`;
  }).join('\n');
  const intro = introduction(seed, topic);
  return document({
    lang: 'zh-CN', look: host.name, title: page.view === 'home' ? `${host.title} - ${intro.tagline}` : `全部优惠券 - ${host.title}`,
    description: `${host.title}整理的店铺优惠券,写明满减条件和到期日。`,
    body: `<header><h2><a href="${base}">${host.title}</a></h2><nav><a href="${base}">首页</a><a href="${base}list">全部优惠券</a><a href="${base}about">关于与联系</a></nav></header>
<main><article><p>${esc(intro.text)}优惠券每天早上核对一遍,过期的会划掉。</p>${cards}</article></main>
<footer><p>友情链接 ${friendLinks(seed, 'zh-CN', 5)}</p><p>本站链接为淘宝客推广链接,我们可能得到佣金。<a href="${base}about">联系我们</a> ${icpFor(memberId)}</p></footer>`,
  });
}
