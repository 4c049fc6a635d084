import { hash, seeded, shuffled } from './random.ts';
import { esc } from './html.ts';

/** A click link of an affiliate, PID in the open. These hosts are link targets only: nothing here ever contacts them. */
export function clickUrl(pid: string, key: string): string {
  const token = hash(`${pid} ${key}`).toString(36) + hash(`${key} ${pid}`).toString(36);
  return hash(key) % 3 === 0
    ? `https://uland.taobao.com/coupon/edetail?e=${token}&pid=${pid}`
    : `https://s.click.taobao.com/t?e=m%3D2%26s%3D${token}&pid=${pid}`;
}

const FRIENDS_ZH: readonly (readonly [label: string, host: string])[] = [
  ['城市图书馆馆刊', 'library-monthly.example'], ['家常手艺', 'handcraft.example'], ['老照片计划', 'old-photos.example'], ['社区医生问答', 'community-doctor.example'],
  ['河边跑团', 'riverside-runners.example'], ['公共植物志', 'public-flora.example'], ['本地天气', 'local-weather.example'], ['修东西的人', 'repair-cafe.example'],
  ['消费者观察', 'consumer-watch.example'], ['开源字体', 'open-fonts.example'], ['慢火车', 'slow-train.example'], ['山野地图', 'wild-map.example'],
];
const FRIENDS_EN: readonly (readonly [label: string, host: string])[] = [
  ['Community Seed Bank', 'seed-bank.example'], ['Repair Café', 'repair-cafe.example'], ['Open Rail Map', 'open-rail.example'], ['Water Quality Atlas', 'water-atlas.example'],
  ['Consumer Watch', 'consumer-watch.example'], ['The Walking Society', 'walking-society.example'], ['Public Flora', 'public-flora.example'],
];

/** A row of ordinary links to other people's sites, under the reserved top-level domain `.example`. */
export function friendLinks(seed: string, lang: string, count: number): string {
  const list = shuffled(seeded(`${seed} friends`), lang === 'en' ? FRIENDS_EN : FRIENDS_ZH).slice(0, count);
  return list.map(([label, host]) => `<a href="https://${host}/">${label}</a>`).join('\n');
}

/** A link whose target carries `&`, spelled as HTML wants it. */
export function anchor(href: string, label: string): string {
  return `<a href="${esc(href)}">${esc(label)}</a>`;
}
