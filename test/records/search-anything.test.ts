import { beforeAll, describe, expect, test } from 'vitest';
import { searchAnything } from '../../src/records/index.ts';
import { readSearch } from '../../src/records/search-terms.ts';
import { sql } from 'drizzle-orm';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, makeScene, type Member, type Scene, staff, startOver } from '../policy/scene.ts';

const testDb = useTestDb();
let scene: Scene;
let made: Member[];
let first: Member;

beforeAll(async () => {
  await startOver(testDb());
  scene = await makeScene(testDb().db);
  made = await affiliates(scene, Array.from({ length: 15 }, () => 70));
  [first] = made as [Member];
  const { db } = scene.deps;
  await db.execute(sql`update affiliate set name = '樱花小铺', email = 'Sakura.Shop@Example.COM' where id = ${first.id}`);
  await db.execute(sql`update affiliate set name = 'Big 100% Deals_' where id = ${made[1]?.id ?? 0}`);
  await db.execute(sql`insert into resource (affiliate_id, kind, url, host, current_version, created_at)
    select id, 'site', 'http://www.shared.example.cn/' || id, 'www.shared.example.cn', 1, '2013-12-01' from affiliate where id in (${first.id}, ${made[1]?.id ?? 0})`);
});

const viewer = () => staff(scene.operator, 'viewer');
/** What is found, as "kind: member id" for short. */
async function found(q: string) {
  const { groups, exact } = await searchAnything(await viewer(), q);
  return { exact, hits: Object.fromEntries(groups.map((g) => [g.kind, g.hits.map((hit) => hit.affiliateId)])) };
}

test('each thing that names one affiliate exactly leads to it', async () => {
  const { id, memberId, pid } = first;
  for (const q of [memberId, ` ${memberId} `, pid, pid.toUpperCase(), `s${memberId}.example.cn`, `WWW.s${memberId}.example.cn`, `http://s${memberId}.example.cn/goods?id=1`, `s${memberId}.example.cn/goods`, 'sakura.shop@example.com', 'SAKURA.SHOP@EXAMPLE.COM', '樱花小铺']) {
    expect((await found(q)).exact, q).toBe(id);
  }
});

test('beginnings find at most ten of a kind, and say that there are more', async () => {
  const { groups, exact } = await searchAnything(await viewer(), first.memberId.slice(0, 5));
  const [members] = groups;
  expect(members).toMatchObject({ kind: 'member', more: true });
  expect(members?.hits).toHaveLength(10);
  expect(exact).toBeNull();
  expect(members?.hits[0]).toEqual({ affiliateId: first.id, memberId: first.memberId, name: '樱花小铺', kind: 'member', matched: first.memberId, exact: false });
  expect((await found('樱花')).hits).toEqual({ name: [first.id] });
  expect((await found('sakura')).hits).toEqual({ mail: [first.id] });
  expect((await found(`s${first.memberId}`)).hits).toEqual({ host: [first.id] });
});

test('a host of several affiliates shows them all and leads to none', async () => {
  const both = [first.id, made[1]?.id ?? 0];
  for (const q of ['shared.example.cn', 'www.shared.example.cn', 'https://shared.example.cn/x', 'shared.ex']) expect(await found(q), q).toMatchObject({ exact: null, hits: { host: both } });
});

test('a PID that nobody registered shows the member of its first segment', async () => {
  expect(await found(`mm_${first.memberId}_9_9`)).toEqual({ exact: null, hits: { member: [first.id] } });
  expect(await found(`mm_${first.memberId}`)).toEqual({ exact: null, hits: { member: [first.id] } });
});

test('signs of patterns are ordinary letters, and nonsense finds nothing', async () => {
  expect((await found('big 100%')).hits).toEqual({ name: [made[1]?.id] });
  for (const q of ['', '   ', '%', '_', '\0', 'b%', "'; drop table affiliate", '@', 'http://', '\u{10ffff}', 'x'.repeat(2_000)]) expect(await found(q), q).toEqual({ exact: null, hits: {} });
  await expect(searchAnything(await viewer(), 'x'.repeat(3_000))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('an affiliate, and a key without the scope, are refused', async () => {
  await expect(searchAnything(scene.as({ kind: 'affiliate', affiliateId: first.id, scopes: null }), first.memberId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(searchAnything(scene.as({ kind: 'machine', keyId: 1, name: 'k', scopes: ['standing.check'] }), first.memberId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

describe('readSearch', () => {
  test('an address in Chinese letters is looked for in punycode', () => {
    expect(readSearch('http://例子.中国/a').hosts).toContain('xn--fsqu00a.xn--fiqs8s');
    expect(readSearch('例子.中国').hosts).toContain('xn--fsqu00a.xn--fiqs8s');
  });
  test('a hostile text is read at once', () => {
    const began = performance.now();
    readSearch(`${'a-'.repeat(1_000)}!`);
    expect(performance.now() - began).toBeLessThan(50);
  });
});
