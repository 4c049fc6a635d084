import { document, esc } from '../html.ts';
import { anchor, clickUrl } from '../links.ts';
import { pidsFor } from '../member.ts';
import { pick, seeded } from '../random.ts';
import { topicOf } from '../text/index.ts';
import type { Page } from './page.ts';

const SHOPS = ['旗舰店', '专卖店', '皇冠店', '工厂店', '代购店', '折扣店'];
const GOODS = ['女装', '男鞋', '箱包', '数码', '母婴', '家纺', '零食', '手表', '饰品', '童装', '灯具', '茶叶'];

/** A handful of links and some ten words: nothing that a reader would come for. */
export function thinPage(page: Page): string {
  return topicOf(page.host.topic).lang === 'en' ? list(page, 5, 'Best deals today. Click to buy.') : list(page, 8, '今日特价,点击购买,数量有限。');
}

/** Dozens of links, all of them to click hosts, and hardly a word between them. */
export function linkFarmPage(page: Page): string {
  return list(page, 42, '', GOODS);
}

/** The same paragraph for every member: only the PIDs differ. */
export function duplicatePage(page: Page): string {
  return list(page, 10, '亲,本站为您精心挑选了淘宝网信誉好、销量高的商品,全部支持七天无理由退换货,皇冠卖家,信誉保证,欢迎选购。喜欢就收藏本站,天天都有新惊喜!');
}

function list({ host, memberId, view }: Page, count: number, words: string, labels?: readonly string[]): string {
  const topic = topicOf(host.topic);
  const random = seeded(`${host.name} ${memberId} ${view}`);
  const pids = pidsFor(memberId, host.name);
  const base = `/m/${memberId}/`;
  const links = Array.from({ length: count }, (_, i) => {
    const label = labels ? pick(random, labels) : topic.lang === 'en' ? pick(random, topic.products).name : i % 2 === 0 ? pick(random, topic.products).name : `${topic.category}${pick(random, SHOPS)}`;
    return anchor(clickUrl(pids[i % pids.length] as string, `${host.name} ${view} ${i}`), label);
  }).join('\n');
  const more = [1, 2].map((n) => `<a href="${base}item/${n}">${n}</a>`).join(' ');
  return document({
    lang: topic.lang, look: host.name, title: host.title, description: '',
    body: `<h1>${host.title}</h1><p>${esc(words)}</p><div>${links}</div><p><a href="${base}list">&gt;&gt;</a> ${more}</p>`,
  });
}
