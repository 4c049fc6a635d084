import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, row } from '../../src/db/client.ts';
import type { Ctx } from '../../src/lib/ctx.ts';
import type { PageResponse, PageTransport } from '../../src/lib/ports.ts';
import { cancelSweep, standingOf, takeEffect, verifyStanding } from '../../src/policy/index.ts';
import { recordCrawls } from '../../src/crawl/record-crawls.ts';
import { claimDue } from '../../src/crawl/claim-due.ts';
import { crawlSite, crawlDepsOf } from '../../src/crawl/index.ts';
import { judge } from '../../src/quality/index.ts';
import { requestVisit } from '../../src/records/index.ts';
import { askReReview, decideReReviews, getCase, listCases, type ReviewCase } from '../../src/reviews/index.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, announced, at, auditOf, BAR, makeScene, type Member, PERMISSION, publish, type Scene, staff, startOver } from '../policy/scene.ts';

const testDb = useTestDb();
let db: Db;
let scene: Scene;
let web: Web;

const paragraph = '周末我们沿着古道走了十二公里，山路不陡，带着孩子也能走完。路上有三处泉水，夏天记得带够衣服和雨具，下山时膝盖容易疼，登山杖很有用。';
const GOOD = `<html lang="zh"><head><meta charset="utf-8"><title>山野徒步：古道一日行</title></head><body><article><h1>古道一日行</h1>${`<p>${paragraph}</p>`.repeat(30)}</article><a href="/about.html">关于我们</a> <p>联系我们 浙ICP备12345678号</p></body></html>`;
const BAD = '<html><head><meta charset="utf-8"><title>x</title></head><body><p>购物</p></body></html>';

/** A web in memory: what a host answers at /, `shut` when its robots.txt keeps us out. */
class Web implements PageTransport {
  readonly hosts = new Map<string, string>();
  async request({ url }: { url: URL }): Promise<PageResponse> {
    await Promise.resolve();
    const html = this.hosts.get(url.hostname) ?? BAD;
    const answer = (status: number, type: string, body: string): PageResponse => ({ status, headers: { 'content-type': type }, body: Buffer.from(body), truncated: false, address: '192.0.2.1' });
    if (url.pathname === '/robots.txt') return html === 'shut' ? answer(200, 'text/plain', 'User-agent: *\nDisallow: /') : answer(404, 'text/plain', '');
    return url.pathname === '/' || url.pathname === '/about.html' ? answer(200, 'text/html', html) : answer(404, 'text/html', '');
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
  put(member: Member, html: string): void {
    this.hosts.set(`s${member.memberId}.example.cn`, html);
  }
}

async function open(start?: string): Promise<void> {
  db = testDb().db;
  await startOver(testDb());
  web = new Web();
  scene = await makeScene(db, {}, { pages: web }, start);
  await publish(scene, [{ ...BAR, value: 50 }]);
}
beforeEach(() => open());

const self = (m: Member): Ctx => scene.as({ kind: 'affiliate', affiliateId: m.id, scopes: null });
const ask = (m: Member, ctx: Ctx = self(m)): Promise<ReviewCase> => askReReview(ctx, { affiliateId: m.id, permission: PERMISSION, note: '已整改' });
const decided = async (c: ReviewCase) => getCase(scene.system, c.id);
const stands = async (m: Member) => (await standingOf(scene.system, m.id))[0];

test('the two pages of these tests lie on the two sides of the bar', () => {
  const page = (html: string) => ({ url: 'http://a.example.cn/', finalUrl: 'http://a.example.cn/', role: 'home' as const, status: 200, html, headers: {}, chain: [], stoppedAt: null, failure: null, charset: 'utf-8', millis: 1, bytes: 1, sha256: null, fetchedAt: '2013-12-06T00:00:00Z' });
  const score = (html: string): number => judge({ pages: [page(html)], memberId: '1', siteUrl: 'http://a.example.cn/' }).score ?? 0;
  expect(score(GOOD)).toBeGreaterThan(55);
  expect(score(BAD)).toBeLessThan(45);
});

describe('the due date', () => {
  const cases: [string, string, string][] = [
    ['over a weekend', '2013-12-06T12:00:00+08:00', '2013-12-12T00:00:00+08:00'],
    ['over the National Day of 2013, whose days before were made up on a Sunday', '2013-09-27T18:00:00+08:00', '2013-10-09T00:00:00+08:00'],
    ['with a make-up Saturday after it', '2013-10-10T09:00:00+08:00', '2013-10-15T00:00:00+08:00'],
  ];
  test.each(cases)('%s is the end of the third working day', async (_name, asked, due) => {
    await open(asked);
    const [m] = await affiliates(scene, [10], 'closed') as [Member];
    expect((await ask(m)).dueAt).toEqual(new Date(due));
  });

  test('in a year whose calendar is not known is refused, and nothing is opened', async () => {
    await open('2026-12-30T09:00:00+08:00');
    const [m] = await affiliates(scene, [10], 'closed') as [Member];
    await expect(ask(m)).rejects.toMatchObject({ code: 'NO_KNOWN_CALENDAR', message: expect.stringContaining('2027') as string });
    expect(await listCases(self(m), {})).toEqual([]);
  });
});

describe('asking', () => {
  test('is refused when there is nothing to review, when a case is open, and for another’s permission', async () => {
    const [holds, other] = await affiliates(scene, [90, 90]) as [Member, Member];
    const [never] = await affiliates(scene, [10], 'never') as [Member];
    const [closed] = await affiliates(scene, [10], 'closed') as [Member];
    await expect(ask(holds)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('nothing to review') as string });
    await expect(ask(never)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('never held') as string });
    await expect(ask(closed, self(other))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(closed, scene.author)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(askReReview(self(closed), { affiliateId: closed.id, permission: 'flying' as 'open_api' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'permission' }] });
    const made = await ask(closed);
    await expect(ask(closed)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(`case ${made.id}`) as string });
    expect(await auditOf(db, 'case.open')).toMatchObject({ actor: `affiliate:${closed.id}`, subjectId: String(made.id) });
    expect(await listCases(self(closed), {})).toHaveLength(1);
    expect(await listCases(self(other), {})).toEqual([]);
    await expect(getCase(self(other), made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listCases(self(other), { affiliateId: closed.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('many at once each open one case, on as few connections as there are', async () => {
    const made = await affiliates(scene, Array.from({ length: 20 }, () => 10), 'closed');
    const ended = await Promise.allSettled(made.flatMap((m) => [ask(m), ask(m)]));
    expect(ended.filter((e) => e.status === 'fulfilled')).toHaveLength(20);
    for (const e of ended) if (e.status === 'rejected') expect(e.reason).toMatchObject({ code: 'CONFLICT' });
    expect(await listCases(await staff(scene.operator, 'reviewer'), { state: 'open' })).toHaveLength(20);
  });
});

describe('the decision', () => {
  test('keeps, refuses with the reasons, and opens again; a refused affiliate asks again', async () => {
    const [keeps, loses] = await affiliates(scene, [10, 10]) as [Member, Member];
    await announced(scene);
    await at(scene, '2013-12-07T10:00:00+08:00');
    web.put(keeps, GOOD);
    const [first, second] = [await ask(keeps), await ask(loses)];
    await runDueJobs(scene.deps);
    expect(await decided(first)).toMatchObject({ state: 'decided', decision: 'kept', decidedBy: 'system', decidedAt: scene.deps.clock.now(), entries: [{ kind: 'asked', body: { note: '已整改', sites: 1 } }, { kind: 'decided' }] });
    expect(await decided(second)).toMatchObject({ state: 'decided', decision: 'refused', reasons: ['low_quality'] });
    expect(await row(db, sql`select after from audit where action = 'case.decide' and subject_id = ${String(second.id)}`)).toMatchObject({ after: { decision: 'refused', reasons: ['low_quality'] } });
    expect(await stands(keeps)).toMatchObject({ state: 'granted', pendingSweepId: null });
    expect(await stands(loses)).toMatchObject({ state: 'granted', closing: { at: new Date('2013-12-10T16:00:00Z') } });

    await at(scene, '2013-12-13T10:00:00+08:00');
    expect(await stands(loses)).toMatchObject({ state: 'closed' });
    web.put(loses, GOOD);
    const third = await ask(loses);
    await runDueJobs(scene.deps);
    expect(await decided(third)).toMatchObject({ decision: 'reopened', reasons: [] });
    expect(await stands(loses)).toMatchObject({ state: 'granted', since: scene.deps.clock.now() });
    expect(scene.relay.sent.map((m) => m.to.slice(1, 9))).toEqual([keeps, loses, keeps, loses, loses].map((m) => m.memberId));
    expect((await verifyStanding(scene.approver, PERMISSION)).differing).toEqual([]);
  });

  test('what the policy cannot tell stays open until a visit can', async () => {
    const [m] = await affiliates(scene, [null], 'closed') as [Member];
    web.put(m, 'shut');
    const made = await ask(m);
    await runDueJobs(scene.deps);
    expect(await decided(made)).toMatchObject({ state: 'open', entries: [{ kind: 'asked' }, { kind: 'crawled', body: { unknown: true } }] });
    await runDueJobs(scene.deps);
    expect((await decided(made)).entries).toHaveLength(2);
    scene.deps.clock.moveTo('2013-12-06T13:00:00+08:00');
    web.put(m, GOOD);
    await db.transaction((tx) => requestVisit(tx, m.id));
    await runDueJobs(scene.deps);
    expect(await decided(made)).toMatchObject({ decision: 'reopened' });
  });

  test('is not made on a visit that began before the question, nor while the new one is under way', async () => {
    const [m] = await affiliates(scene, [10], 'closed') as [Member];
    await db.execute(sql`update resource set next_crawl_at = ${scene.deps.clock.now().toISOString()}::timestamptz`);
    const visit = async () => {
      const [site] = await claimDue(scene.system, 1);
      if (!site) throw new Error('nothing due');
      const crawl = await crawlSite(crawlDepsOf(scene.deps), { url: site.url });
      return { site, crawl, assessment: judge({ pages: crawl.pages, siteUrl: site.url, memberId: site.memberId }) };
    };
    const before = await visit(); // saw the site as it was
    scene.deps.clock.moveTo('2013-12-06T12:05:00+08:00');
    web.put(m, GOOD);
    const made = await ask(m);
    scene.deps.clock.moveTo('2013-12-06T12:06:00+08:00');
    await recordCrawls(scene.system, [before]);
    expect(await decideReReviews(scene.system)).toEqual([]);
    const after = await visit();
    expect(await decideReReviews(scene.system)).toEqual([]); // refused here it would be for what is repaired already
    scene.deps.clock.moveTo('2013-12-06T12:07:00+08:00');
    await recordCrawls(scene.system, [after]);
    expect(await decideReReviews(scene.system)).toMatchObject([{ id: made.id, decision: 'reopened' }]);
  });

  test('at the very moment of the closing it opens what has closed, and says so only then', async () => {
    const [m] = await affiliates(scene, [10]) as [Member];
    await announced(scene);
    scene.deps.clock.moveTo('2013-12-11T00:00:00+08:00');
    web.put(m, GOOD);
    const made = await ask(m); // closed by the ledger; the standing's row says nothing yet
    const visits = await claimDue(scene.system, 1);
    for (const site of visits) {
      const crawl = await crawlSite(crawlDepsOf(scene.deps), { url: site.url });
      await recordCrawls(scene.system, [{ site, crawl, assessment: judge({ pages: crawl.pages, siteUrl: site.url, memberId: site.memberId }) }]);
    }
    expect(await decideReReviews(scene.system)).toEqual([]);
    expect(await takeEffect(scene.system)).toBe(1);
    expect(await decideReReviews(scene.system)).toMatchObject([{ id: made.id, decision: 'reopened' }]);
    expect(await stands(m)).toMatchObject({ state: 'granted', closing: null });
    await runDueJobs(scene.deps);
    expect(await stands(m)).toMatchObject({ state: 'granted' });
    expect((await verifyStanding(scene.approver, PERMISSION)).differing).toEqual([]);
  });

  test('is "kept" when the sweep was cancelled meanwhile; two deciders at once decide once', async () => {
    const [m] = await affiliates(scene, [10]) as [Member];
    const sweep = await announced(scene);
    const made = await ask(m);
    await cancelSweep(scene.author, sweep.id);
    await runDueJobs(scene.deps);
    expect(await decided(made)).toMatchObject({ decision: 'kept' });
    const [closed] = await affiliates(scene, [10], 'closed') as [Member];
    web.put(closed, GOOD);
    const again = await ask(closed);
    const [site] = await claimDue(scene.system, 1);
    const crawl = await crawlSite(crawlDepsOf(scene.deps), { url: site?.url ?? '' });
    if (site) await recordCrawls(scene.system, [{ site, crawl, assessment: judge({ pages: crawl.pages, siteUrl: site.url, memberId: site.memberId }) }]);
    const both = await Promise.all([decideReReviews(scene.system), decideReReviews(scene.system)]);
    expect(both.flat().map((c) => c.id)).toEqual([again.id]);
    expect(await row(db, sql`select count(*)::int as n from standing_event where affiliate_id = ${closed.id} and kind = 'reopened'`)).toEqual({ n: 1 });
  });
});
