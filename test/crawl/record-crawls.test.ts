import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { type Db, row, rows } from '../../src/db/client.ts';
import { latestAssessment } from '../../src/crawl/index.ts';
import { claimDue } from '../../src/crawl/claim-due.ts';
import { recordCrawls } from '../../src/crawl/record-crawls.ts';
import { requestVisit } from '../../src/records/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, makeScene, type Member, type Scene, startOver } from '../policy/scene.ts';
import { CLEAN, STUFFED, visitAll, visits } from './visits.ts';

const testDb = useTestDb();
let db: Db;
let scene: Scene;
beforeEach(async () => {
  db = testDb().db;
  await startOver(testDb());
  scene = await makeScene(db);
});

const due = (moment = scene.deps.clock.now().toISOString()) => db.execute(sql`update resource set next_crawl_at = ${moment}::timestamptz`);
const factsOf = (m: Member) => row<{ best: number; judged: number; unverifiable: number }>(db, sql`select best_score as best, judged_sites as judged, unverifiable_sites as unverifiable from fact where affiliate_id = ${m.id}`);
const resourceOf = async (m: Member) => row<{ id: number; next: string | null; last: string | null }>(db, sql`select id, next_crawl_at as next, last_crawled_at as last from resource where affiliate_id = ${m.id}`);

test('the last score that could be judged survives a visit that was shut out', async () => {
  const [m] = await affiliates(scene, [null]) as [Member];
  expect(await factsOf(m)).toMatchObject({ best: null, judged: 0, unverifiable: 1 });
  await visitAll(scene, '2013-12-06T13:00:00+08:00', CLEAN);
  const seen = await factsOf(m);
  expect(seen).toMatchObject({ best: expect.any(Number) as number, judged: 1, unverifiable: 0 });
  await visitAll(scene, '2013-12-07T13:00:00+08:00', null);
  expect(await factsOf(m)).toEqual({ best: seen?.best, judged: 1, unverifiable: 1 });
});

test('a report has the evidence and the pages behind it, for its owner alone', async () => {
  const [m, other] = await affiliates(scene, [null, null]) as [Member, Member];
  await visitAll(scene, '2013-12-06T13:00:00+08:00', STUFFED);
  const id = (await resourceOf(m))?.id ?? 0;
  const self = scene.as({ kind: 'affiliate', affiliateId: m.id, scopes: null });
  const report = await latestAssessment(self, id);
  expect(report).toMatchObject({ affiliateId: m.id, pages: [{ role: 'home', status: 200, failure: null }] });
  expect(report?.violations.map((v) => [v.code, v.level])).toContainEqual(['cookie_stuffing', 'stop']);
  await expect(latestAssessment(scene.as({ kind: 'affiliate', affiliateId: other.id, scopes: null }), id)).rejects.toMatchObject({ code: 'NOT_FOUND', message: `resource ${id} was not found` });
  await expect(latestAssessment(self, 99_999)).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'resource 99999 was not found' });
});

test('recorded twice, also at once, a visit stands once', async () => {
  await affiliates(scene, [null, null]);
  await due();
  const group = await visits(scene, CLEAN);
  expect(await claimDue(scene.system, 10)).toEqual([]);
  await Promise.all([recordCrawls(scene.system, group), recordCrawls(scene.system, group.toReversed())]);
  await recordCrawls(scene.system, group);
  expect(await row(db, sql`select count(*)::int as n from assessment where score is not null`)).toEqual({ n: 2 });
  expect(await row(db, sql`select count(*)::int as n from crawl where state = 'running'`)).toEqual({ n: 0 });
});

test('a page that holds NUL, or half an emoji where the evidence is cut, stops neither its record nor its group', async () => {
  const hostile = await affiliates(scene, [null, null, null]) as [Member, Member, Member];
  const open = '<iframe src="http://s.click.taobao.com/t?e=1" title="';
  const odd = new Map([
    [hostile[0].memberId, `<html><body><iframe src="http://s.click.taobao.com/t?e=1&a=\0" id="\0x"></iframe></body></html>`],
    [hostile[1].memberId, `<html><body>${open}${'x'.repeat(299 - open.length)}😀${'x'.repeat(50)}"></iframe></body></html>`],
  ]);
  await visitAll(scene, '2013-12-06T13:00:00+08:00', (memberId) => odd.get(memberId) ?? STUFFED);
  const found = await rows<{ evidence: { html: string }[] }>(db, sql`
    select v.evidence from violation v join assessment s on s.id = v.assessment_id where v.code = 'cookie_stuffing' order by s.affiliate_id`);
  expect(found).toHaveLength(3);
  expect(found[1]?.evidence[0]?.html.at(-1)).toBe('\ufffd');
});

test('a visit asked for while one is under way is made after it', async () => {
  const [m] = await affiliates(scene, [null]) as [Member];
  await due();
  const group = await visits(scene, CLEAN);
  scene.deps.clock.moveTo('2013-12-06T12:05:00+08:00');
  await db.transaction((tx) => requestVisit(tx, m.id));
  expect(await claimDue(scene.system, 10)).toEqual([]);
  scene.deps.clock.moveTo('2013-12-06T12:06:00+08:00');
  await recordCrawls(scene.system, group);
  expect(await resourceOf(m)).toMatchObject({ next: expect.stringContaining('1970-01-01') as string, last: expect.stringContaining('2013-12-06 04:06:00') as string });
  expect(await claimDue(scene.system, 10)).toHaveLength(1);
});

test('a visit whose worker died is given to another, no sooner than its lease is over', async () => {
  const [m] = await affiliates(scene, [null]) as [Member];
  await due();
  const [dead] = await claimDue(scene.system, 10);
  scene.deps.clock.moveTo('2013-12-09T12:00:00+08:00'); // business time ends no lease
  expect(await claimDue(scene.system, 10)).toEqual([]);
  await db.execute(sql`update crawl set lease_until = clock_timestamp() - interval '1 second' where state = 'running'`);
  const [retaken] = await claimDue(scene.system, 10);
  expect(retaken).toEqual({ ...dead, affiliateId: m.id });
});

test('two claimers at once never get the same site', async () => {
  await affiliates(scene, Array.from({ length: 60 }, () => null));
  await due();
  const got = (await Promise.all(Array.from({ length: 4 }, () => claimDue(scene.system, 20)))).flat();
  expect(new Set(got.map((g) => g.resourceId)).size).toBe(got.length);
  expect(got.length + (await claimDue(scene.system, 60)).length).toBe(60);
});
