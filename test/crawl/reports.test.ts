import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { assessmentAt, decideObservations, latestAssessment, listObservations, openObservationCount, scoreHistory, siteReports } from '../../src/crawl/index.ts';
import { claimDue } from '../../src/crawl/claim-due.ts';
import { type Db, row } from '../../src/db/client.ts';
import { resourceCounts } from '../../src/facts/index.ts';
import type { Ctx } from '../../src/lib/ctx.ts';
import { requestVisit } from '../../src/records/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, makeScene, type Member, type Scene, staff, startOver } from '../policy/scene.ts';
import { CLEAN, STUFFED, visitAll } from './visits.ts';

const testDb = useTestDb();
let db: Db;
let scene: Scene;
let m: Member;
let other: Member;
let resourceId: number;
beforeEach(async () => {
  db = testDb().db;
  await startOver(testDb());
  scene = await makeScene(db);
  [m, other] = (await affiliates(scene, [null, null])) as [Member, Member];
  resourceId = (await row<{ id: number }>(db, sql`select id from resource where affiliate_id = ${m.id}`))?.id ?? 0;
});
const self = (who: Member): Ctx => scene.as({ kind: 'affiliate', affiliateId: who.id, scopes: null });

test('a report carries sub-scores, signals and violations with their words, and how far each stop is confirmed', async () => {
  const reviewer = await staff(scene.operator, 'reviewer');
  await visitAll(scene, '2013-12-06T13:00:00+08:00', STUFFED);
  const first = await latestAssessment(self(m), resourceId);
  expect(first).toMatchObject({ modelVersion: 'v1', pagesSeen: 1, confidence: 0.3, unverifiable: null, host: `s${m.memberId}.example.cn`, subScores: { content: { weight: 0.35 }, integrity: { score: expect.any(Number) as number } } });
  expect(first?.measures[0]).toMatchObject({ code: 'main_text_length', subScore: 'content', title: { 'zh-CN': expect.any(String) as string, en: expect.any(String) as string }, score: expect.any(Number) as number });
  const stop = first?.violations.find((v) => v.code === 'cookie_stuffing');
  expect(stop).toMatchObject({ level: 'stop', confirmed: false, title: { en: expect.any(String) as string }, remedy: { 'zh-CN': expect.any(String) as string }, observation: { state: 'open', times: 1 } });
  expect(stop?.evidence[0]?.html).toContain('iframe');
  await visitAll(scene, '2013-12-08T13:00:00+08:00', STUFFED);
  const queue = await listObservations(reviewer, { ripe: true });
  const [seen] = queue;
  expect(seen).toMatchObject({ name: '会员1', memberId: m.memberId, host: `s${m.memberId}.example.cn`, url: `http://s${m.memberId}.example.cn/`, ripe: true });
  expect(await openObservationCount(reviewer)).toMatchObject({ open: 2, ripe: 2 });
  const page = await listObservations(reviewer, { limit: 1, after: seen?.id ?? 0 });
  expect(page.map((o) => o.affiliateId)).toEqual([other.id]);
  await decideObservations(reviewer, { ids: [seen?.id ?? 0], decision: 'confirm' });
  expect((await latestAssessment(self(m), resourceId))?.violations.find((v) => v.code === 'cookie_stuffing')).toMatchObject({ confirmed: true, observation: { state: 'confirmed', times: 2 } });
  await visitAll(scene, '2013-12-09T13:00:00+08:00', CLEAN);
  expect((await latestAssessment(self(m), resourceId))?.violations.map((v) => v.code)).not.toContain('cookie_stuffing');
  // The earlier report still says what was found, and what became of it.
  expect((await assessmentAt(self(m), first?.id ?? 0)).violations.find((v) => v.code === 'cookie_stuffing')?.observation?.state).toBe('cleared');
  await expect(assessmentAt(self(other), first?.id ?? 0)).rejects.toMatchObject({ code: 'NOT_FOUND', message: `report ${first?.id} was not found` });
  await expect(assessmentAt(self(other), 99_999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('sites are told of with their last score, what was found, and whether a visit is under way', async () => {
  await visitAll(scene, '2013-12-06T13:00:00+08:00', STUFFED);
  const [before] = await siteReports(self(m), m.id);
  expect(before).toMatchObject({ resourceId, score: expect.any(Number) as number, unverifiable: null, visiting: false, verifiedAt: null, lastCrawledAt: new Date('2013-12-06T05:00:00Z') });
  expect(before?.violations).toContainEqual({ code: 'cookie_stuffing', level: 'stop', confirmed: false });
  await visitAll(scene, '2013-12-07T13:00:00+08:00', null);
  const [shut] = await siteReports(self(m), m.id);
  expect(shut).toMatchObject({ score: before?.score, assessedAt: before?.assessedAt, unverifiable: 'robots', lastCrawledAt: new Date('2013-12-07T05:00:00Z') });
  expect(await latestAssessment(self(m), resourceId)).toMatchObject({ score: null, unverifiable: 'robots', pagesSeen: 0 });
  await db.transaction((tx) => requestVisit(tx, m.id));
  await claimDue(scene.system, 10);
  expect((await siteReports(self(m), m.id))[0]).toMatchObject({ visiting: true, nextCrawlAt: null });
  await expect(siteReports(self(other), m.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the score’s history is newest first and keeps visits that could judge nothing', async () => {
  await visitAll(scene, '2013-12-06T13:00:00+08:00', STUFFED);
  await visitAll(scene, '2013-12-07T13:00:00+08:00', null);
  await visitAll(scene, '2013-12-08T13:00:00+08:00', CLEAN);
  const points = await scoreHistory(self(m), { resourceId, limit: 3 });
  expect(points.map((p) => [p.assessedAt.toISOString().slice(0, 10), p.score === null])).toEqual([['2013-12-08', false], ['2013-12-07', true], ['2013-12-06', false]]);
  expect(await scoreHistory(self(m), { resourceId, limit: 1 })).toEqual(points.slice(0, 1));
  await expect(scoreHistory(self(other), { resourceId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('counts of what is registered are for staff', async () => {
  const viewer = await staff(scene.operator, 'viewer');
  expect(await resourceCounts(viewer)).toEqual({ affiliates: 2, resources: 2, sites: 2, verifiedSites: 0, judgedSites: 0, unverifiableSites: 2, placements: 2, asOf: scene.deps.clock.now() });
  await expect(resourceCounts(self(m))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(openObservationCount(self(m))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(listObservations(viewer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
