/** Writes demo/affiliates.csv: `npx tsx demo/make-affiliates.ts`. The seed is fixed, so the file is always the same. */
import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { fileURLToPath } from 'node:url';
import { AFFILIATES_CSV, COLUMNS, type AffiliateRow } from './web/affiliates.ts';
import { DEMO_PORT, HOSTS, hostsOfKind, type DemoHost } from './web/hosts.ts';
import { KINDS, type HostKind } from './web/kinds.ts';
import { FOREIGN_MEMBER, icpFor, pidsFor } from './web/member.ts';
import { between, pick, seeded, shuffled } from './web/random.ts';
import { DESCRIPTIONS, EN_FIRST, EN_LAST, GIVEN, NICK_HEADS, NICK_TAILS, SURNAMES } from './web/text/people.ts';
import { topicOf } from './web/text/index.ts';

/** Rows of each kind: some 40% that pass, the rest short of it mostly by thin content, a tenth by stops. */
const ROWS: Record<HostKind, number> = {
  'good-zh': 415, 'good-en': 120, coupon: 90, gbk: 50, slow: 10, gzip: 30, 'no-icp': 40, hacked: 30, 'soft-404': 20,
  thin: 420, duplicate: 250, 'link-farm': 135,
  'stuffed-iframe': 36, 'stuffed-img': 26, 'stuffed-script': 22, 'stuffed-css': 16, 'redirect-meta': 18, 'redirect-js': 18, 'redirect-30x': 16, 'foreign-pid': 34, parked: 24,
  robots: 20, forbidden: 15, trickle: 3, dead: 22,
};
const OFF_SITE = 120;
/** Second resources of members who have one already: sites and accounts. */
const SECOND_SITES = 20;
const SECOND_OFF_SITE = 20;

const random = seeded('tuiguan december 2013');
const usedIds = new Set<string>([FOREIGN_MEMBER]);
const usedMails = new Set<string>();

interface Person { memberId: string; name: string; email: string; locale: 'zh-CN' | 'en'; handle: string }

function person(locale: Person['locale'], memberId = newMemberId()): Person {
  let name: string;
  let handle: string;
  if (locale === 'en') {
    const [first, last] = [pick(random, EN_FIRST), pick(random, EN_LAST)];
    [name, handle] = [`${first} ${last}`, `${first}.${last}`.toLowerCase()];
  } else {
    const [head, tail] = random() < 0.65 ? [pick(random, SURNAMES), pick(random, GIVEN)] : [pick(random, NICK_HEADS), pick(random, NICK_TAILS)];
    [name, handle] = [head[0] + tail[0], head[1] + tail[1]];
  }
  let email = `${handle}@mail.example`;
  while (usedMails.has(email)) email = `${handle}${between(random, 1, 9999)}@mail.example`;
  usedMails.add(email);
  return { memberId, name, email, locale, handle: email.split('@')[0] as string };
}

function newMemberId(): string {
  for (;;) {
    const digits = pick(random, [6, 7, 8, 8, 8, 8, 8, 9, 9, 10]);
    const id = String(between(random, 1, 9)) + Array.from({ length: digits - 1 }, () => between(random, 0, 9)).join('');
    if (!usedIds.has(id)) {
      usedIds.add(id);
      return id;
    }
  }
}

function siteRow(who: Person, host: DemoHost): AffiliateRow {
  const topic = topicOf(host.topic);
  const good = KINDS[host.kind] === 'pass';
  const filed = good ? host.kind !== 'no-icp' : KINDS[host.kind] === 'stop' ? host.kind !== 'parked' : random() < 0.15;
  return {
    member_id: who.memberId, name: who.name, email: who.email, locale: who.locale, resource_kind: 'site',
    resource_name: who.locale === 'en' ? `${who.name.split(' ')[0]} at ${host.title}` : `${host.title}·${who.name}`,
    url: `http://${host.host}:${DEMO_PORT}/m/${who.memberId}/`, category: topic.category,
    promotion_scene: pick(random, ['common', 'common', 'common', 'common', 'common', 'etao', 'other', 'qq_group']),
    icp: filed ? icpFor(who.memberId) : '', description: who.locale === 'en' ? `Notes on ${topic.key}` : describe(topic.category),
    daily_uv: String(good ? between(random, 80, 9_000) : between(random, 5, 900)),
    contact: random() < 0.5 ? `旺旺:${who.name}` : who.email, pids: pidsFor(who.memberId, host.name).join(';'),
  };
}

function describe(category: string): string {
  return pick(random, DESCRIPTIONS).replace('{c}', category);
}

const OFF_SITE_KINDS = [
  ['social', 'weixin', '微信公众号', ['wechat_group', 'common']], ['social', 'weibo', '微博', ['common', 'other']], ['social', 'qqgroup', 'QQ群', ['qq_group']],
  ['app', 'app', '导购客户端', ['common', 'etao']], ['software', 'software', '比价插件', ['common', 'other']], ['offline', 'offline', '线下推广点', ['offline_shop', 'offline_school', 'offline_factory']],
] as const;

function offSiteRow(who: Person): AffiliateRow {
  const [kind, scheme, label, scenes] = pick(random, OFF_SITE_KINDS);
  const handle = `demo_${who.handle.replaceAll('.', '_')}`;
  const category = pick(random, HOSTS.map((host) => topicOf(host.topic).category));
  return {
    member_id: who.memberId, name: who.name, email: who.email, locale: who.locale, resource_kind: kind, resource_name: `${who.name}的${label}`,
    url: kind === 'app' ? `app:example.mail.${handle}` : `${scheme}:${handle}`, category, promotion_scene: pick(random, scenes), icp: '',
    description: describe(category), daily_uv: kind === 'offline' ? '' : String(between(random, 20, 3_000)), contact: who.email,
    pids: kind === 'app' ? `mm_${who.memberId}_0_0` : pidsFor(who.memberId, scheme).join(';'),
  };
}

/** The whole table: 2,000 rows in mixed order, the second resource of a member somewhere after or before its first. */
export function affiliateRows(): AffiliateRow[] {
  const slots = (Object.entries(ROWS) as [HostKind, number][]).flatMap(([kind, count]) => {
    const hosts = hostsOfKind(kind);
    return Array.from({ length: count }, (_, i) => hosts[i % hosts.length] as DemoHost);
  });
  const people: Person[] = [];
  const rows: AffiliateRow[] = [];
  shuffled(random, slots).forEach((host, i) => {
    const second = i >= slots.length - SECOND_SITES ? people[i % 400] : undefined;
    const locale = topicOf(host.topic).lang === 'en' ? 'en' : 'zh-CN';
    const owner = second ?? person(locale, host.name === 'shufang' && !people.some((p) => p.memberId === FOREIGN_MEMBER) ? FOREIGN_MEMBER : undefined);
    if (!second) people.push(owner);
    rows.push(siteRow(owner, host));
  });
  for (let i = 0; i < OFF_SITE; i++) rows.push(offSiteRow(i < SECOND_OFF_SITE ? people[600 + i * 7] as Person : person('zh-CN')));
  return shuffled(random, rows);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = affiliateRows();
  writeFileSync(AFFILIATES_CSV, stringify(rows, { header: true, columns: [...COLUMNS] }));
  console.log(`${rows.length} rows written to ${fileURLToPath(AFFILIATES_CSV)}`);
}
