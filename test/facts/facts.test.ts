import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, row, rows } from '../../src/db/client.ts';
import { rebuildFacts } from '../../src/facts/index.ts';
import { addPlacement, editRecord, importAffiliates, registerResource } from '../../src/records/index.ts';
import { decideObservations, listObservations } from '../../src/crawl/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, auditOf, judged, makeScene, type Member, type Scene, staff, startOver } from '../policy/scene.ts';
import { CLEAN, STUFFED, visitAll } from '../crawl/visits.ts';

const testDb = useTestDb();
let db: Db;
let scene: Scene;
beforeEach(async () => {
  db = testDb().db;
  await startOver(testDb());
  scene = await makeScene(db);
});
const all = () => rows<Record<string, unknown>>(db, sql`select * from fact order by affiliate_id`);

describe('facts', () => {
  test('kept up with every change are what a rebuild from scratch gives', async () => {
    const csv = ['member_id,name,email,resource_kind,resource_name,url,pids'];
    for (let i = 0; i < 30; i += 1) {
      csv.push(`${41_000_000 + i},会员${i},a${i}@mail.example,site,站${i},http://a${i}.example.cn/,mm_${41_000_000 + i}_1_1;mm_${41_000_000 + i}_1_2`);
      if (i % 3 === 0) csv.push(`${41_000_000 + i},会员${i},a${i}@mail.example,site,二站${i},http://b${i}.example.cn/,`);
      if (i % 5 === 0) csv.push(`${41_000_000 + i},会员${i},a${i}@mail.example,social,微博${i},weibo${i},`);
    }
    const summary = await importAffiliates(scene.operator, { source: (async function* () { await Promise.resolve(); yield csv.join('\n'); })(), fileName: 'a.csv' });
    expect(summary).toMatchObject({ affiliatesNew: 30, badRows: 0 });
    expect(await rebuildFacts(scene.operator)).toEqual({ affiliates: 30, differing: 0 });

    const page = (memberId: string) => (Number(memberId) % 3 === 0 ? STUFFED : Number(memberId) % 3 === 1 ? CLEAN : null);
    await visitAll(scene, '2013-12-06T13:00:00+08:00', page);
    await visitAll(scene, '2013-12-08T13:00:00+08:00', page);
    const reviewer = await staff(scene.operator, 'reviewer');
    const ripe = await listObservations(reviewer, { ripe: true, limit: 100 });
    await decideObservations(reviewer, { ids: ripe.slice(0, 5).map((o) => o.id), decision: 'confirm' });
    const [r] = await rows<{ id: number; affiliateId: number; memberId: string }>(db, sql`select r.id, r.affiliate_id as "affiliateId", a.member_id as "memberId" from resource r join affiliate a on a.id = r.affiliate_id limit 1`);
    await editRecord(scene.operator, { resourceId: r?.id ?? 0, fields: { url: 'http://moved.example.cn/' } });
    await registerResource(scene.operator, { affiliateId: r?.affiliateId ?? 0, fields: { kind: 'site', name: '新站', url: 'http://new.example.cn/' } });
    await addPlacement(scene.operator, { affiliateId: r?.affiliateId ?? 0, pid: `mm_${r?.memberId}_9_9` });
    await visitAll(scene, '2013-12-09T13:00:00+08:00', (m) => (page(m) === null ? CLEAN : null));

    const before = await all();
    expect(before.some((f) => f['confirmed_stops'] === 1)).toBe(true);
    expect(await rebuildFacts(scene.operator)).toEqual({ affiliates: 30, differing: 0 });
    expect(await all()).toEqual(before);
    expect(await auditOf(db, 'facts.rebuild')).toMatchObject({ after: { affiliates: 30, differing: 0 } });
  });

  test('that have drifted are mended and counted, one for each affiliate', async () => {
    const [a, b] = await affiliates(scene, [50, 60, 70]) as [Member, Member, Member];
    await db.execute(sql`update fact set best_score = 99 where affiliate_id = ${a.id}`);
    await db.execute(sql`delete from fact where affiliate_id = ${b.id}`);
    expect(await rebuildFacts(scene.operator)).toEqual({ affiliates: 3, differing: 2 });
    expect((await all()).map((f) => f['best_score'])).toEqual([50, 60, 70]);
    await expect(rebuildFacts(scene.approver)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('are best, worst and median of the latest scores; unknown is null and never zero', async () => {
    const [m] = await affiliates(scene, [10]) as [Member];
    const [none] = await affiliates(scene, [null]) as [Member];
    await registerResource(scene.operator, { affiliateId: m.id, fields: { kind: 'site', name: '二', url: 'http://two.example.cn/' } });
    await judged(scene, [m.id], [80.3]); // both sites judged again
    expect(await row(db, sql`select sites, judged_sites as judged, best_score as best, worst_score as worst, median_score as median, best_verified_score as verified from fact where affiliate_id = ${m.id}`))
      .toEqual({ sites: 2, judged: 2, best: 80.3, worst: 80.3, median: 80.3, verified: null });
    expect(await row(db, sql`select sites, judged_sites as judged, unverifiable_sites as shut, best_score as best, median_score as median from fact where affiliate_id = ${none.id}`))
      .toEqual({ sites: 1, judged: 0, shut: 1, best: null, median: null });
  });

  test('of one affiliate written by two at once are those of the later', async () => {
    const [m] = await affiliates(scene, [10]) as [Member];
    await Promise.all(Array.from({ length: 12 }, (_, i) => addPlacement(scene.operator, { affiliateId: m.id, pid: `mm_${m.memberId}_5_${i}` })));
    expect(await row(db, sql`select placements as n from fact where affiliate_id = ${m.id}`)).toEqual({ n: 13 });
  });
});
