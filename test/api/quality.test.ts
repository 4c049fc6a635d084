import { beforeAll, describe, expect, it } from 'vitest';
import { assessment, crawl, delivery, notice, observation, page, suppression, violation } from '../../src/db/schema/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeWorld, type World } from './setup.ts';

const testDb = useTestDb();
let world: World;
let reviewer: { id: number; key: string };
let mine: Awaited<ReturnType<World['affiliate']>>;
let observationId = 0;
let deliveryId = 0;

beforeAll(async () => {
  world = makeWorld(testDb().db);
  reviewer = await world.staff('reviewer');
  mine = await world.affiliate('11');
  const { db, clock } = world.deps;
  const now = clock.now();
  const [visit] = await db.insert(crawl).values({ resourceId: mine.resourceId, state: 'done', startedAt: now, finishedAt: now }).returning();
  const crawlId = visit?.id ?? 0;
  await db.insert(page).values({ crawlId, url: 'https://s11.example.cn/', role: 'home', status: 200, charset: 'utf-8', sha256: 'ab', millis: 40, fetchedAt: now });
  const [judged] = await db.insert(assessment).values({ crawlId, resourceId: mine.resourceId, affiliateId: mine.id, score: 41.5, subScores: { content: { score: 30, weight: 0.35 } }, signals: {}, modelVersion: 'v1', assessedAt: now }).returning();
  const assessmentId = judged?.id ?? 0;
  await db.insert(violation).values({ assessmentId, code: 'cookie_stuffing', level: 'stop', evidence: [{ url: 'https://s11.example.cn/', html: '<iframe src="https://s.click.taobao.com/x">' }] });
  const seen = { resourceId: mine.resourceId, affiliateId: mine.id, state: 'open' as const, firstSeenAt: now, lastSeenAt: now, firstAssessmentId: assessmentId, lastAssessmentId: assessmentId };
  const made = await db.insert(observation).values([{ ...seen, code: 'cookie_stuffing', times: 2 }, { ...seen, code: 'parked', times: 1 }]).returning();
  observationId = made[0]?.id ?? 0;
  const [told] = await db.insert(notice).values({ causeKind: 'sweep', causeId: 5, affiliateId: mine.id, kind: 'closed', permission: 'cross_store_settlement', payload: {}, createdAt: now, sendAfter: now }).returning();
  const [sent] = await db.insert(delivery).values({ noticeId: told?.id ?? 0, state: 'unknown', attempts: 1, sendAfter: now, messageId: '<n1@example.com>', address: 'a11@example.com' }).returning();
  deliveryId = sent?.id ?? 0;
  await db.insert(suppression).values({ address: 'a11@example.com', deliveryId, response: '550', since: now });
});

describe('the report on a site', () => {
  it('gives the affiliate its score, each violation with evidence and remedy, and the pages behind it', async () => {
    const report = await world.call('GET', `/api/v1/resources/${mine.resourceId}/report`, { key: mine.key });
    expect(report.body).toMatchObject({
      score: 41.5,
      assessedAt: '2013-12-01T01:00:00.000Z',
      violations: [{ code: 'cookie_stuffing', level: 'stop', evidence: [{ url: 'https://s11.example.cn/' }], title: { 'zh-CN': expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) }, remedy: { 'zh-CN': expect.stringMatching(/\p{Script=Han}/u) } }],
      pages: [{ role: 'home', status: 200, failure: null }],
    });
  });
});

describe('observed stops', () => {
  const list = (query: string) => world.call('GET', `/api/v1/observations${query}`, { key: reviewer.key });

  it('are the reviewer’s queue, in pages, with what was found', async () => {
    const all = await list('?limit=1');
    expect(all.body).toMatchObject({ items: [{ id: observationId, code: 'cookie_stuffing', memberId: '11', times: 2, firstSeenAt: '2013-12-01T01:00:00.000Z', evidence: [{ url: 'https://s11.example.cn/' }] }], next: observationId });
    expect((await list(`?after=${observationId}`)).body).toMatchObject({ items: [{ code: 'parked' }], next: null });
    expect((await list('?ripe=true')).body['items']).toHaveLength(1);
  });

  it('are decided by a reviewer, all or none, and the decision is on record', async () => {
    const decide = (key: string, ids: number[]) => world.call('POST', '/api/v1/observations/decisions', { key, body: { ids, decision: 'confirm' } });
    expect((await decide(reviewer.key, [observationId, observationId + 1])).body, 'parked was seen once only').toMatchObject({ status: 409, code: 'CONFLICT' });
    expect((await list('')).body['items']).toHaveLength(2);
    expect((await decide((await world.staff('approver')).key, [observationId])).status).toBe(403);
    expect((await decide(reviewer.key, [observationId])).body).toEqual({ decided: 1 });
    expect((await world.call('GET', `/api/v1/audit?subjectKind=observation&subjectId=${observationId}`, { key: reviewer.key })).body).toMatchObject({ items: [{ action: 'observation.confirm', actor: `staff:${reviewer.id}` }] });
  });
});

describe('deliveries in trouble', () => {
  it('are seen, settled by a person, and a silenced address is opened again', async () => {
    const { key } = reviewer;
    expect((await world.call('GET', '/api/v1/sweeps/5/notices', { key })).body).toMatchObject({ counts: [{ kind: 'closed', state: 'unknown', count: 1 }], items: [{ deliveryId, memberId: '11', acceptedAt: null }], next: null });
    const resolve = (id: number, body: unknown) => world.call('POST', `/api/v1/deliveries/${id}/resolve`, { key, body });
    expect((await resolve(deliveryId, { outcome: 'accepted', reason: 'ok', acceptedAt: '2020-01-01T00:00:00Z' })).status).toBe(422);
    expect((await resolve(deliveryId, { outcome: 'accepted', reason: 'in the relay’s log', acceptedAt: '2013-12-01T09:00:00+08:00' })).body).toEqual({ deliveryId, outcome: 'accepted' });
    expect((await resolve(deliveryId, { outcome: 'resend', reason: 'again' })).body).toMatchObject({ status: 409 });
    expect((await resolve(999_999, { outcome: 'resend', reason: 'again' })).status).toBe(404);
    expect((await world.call('POST', '/api/v1/suppressions/lift', { key, body: { address: 'A11@example.com', reason: 'false bounce' } })).body).toEqual({ bounced: 0 });
    expect((await world.call('POST', '/api/v1/suppressions/lift', { key, body: { address: 'a11@example.com' } })).status).toBe(404);
  });
});

describe('administration', () => {
  it('facts are derived anew, staff and keys are managed', async () => {
    const admin = await world.staff('administrator');
    expect((await world.call('POST', '/api/v1/facts/rebuild', { key: admin.key })).body).toEqual({ affiliates: 1, differing: expect.any(Number) });
    const made = await world.call('POST', '/api/v1/staff', { key: admin.key, body: { email: 'New@Example.com', name: '新人', roles: ['viewer'] } });
    expect(made.body).toMatchObject({ email: 'new@example.com', disabledAt: null });
    expect((await world.call('PUT', `/api/v1/staff/${made.body['id']}/disabled`, { key: admin.key, body: { disabled: true } })).body).toMatchObject({ disabledAt: '2013-12-01T01:00:00.000Z' });
    expect((await world.call('GET', '/api/v1/staff?limit=1', { key: admin.key })).body).toMatchObject({ items: [{ id: reviewer.id }], next: reviewer.id });
    const created = await world.call('POST', '/api/v1/affiliates', { key: admin.key, body: { memberId: '88', name: '八八', email: 'b@example.com' } });
    expect(created.body).toMatchObject({ memberId: '88', locale: 'zh-CN' });
    expect((await world.call('POST', `/api/v1/affiliates/${created.body['id']}/placements`, { key: admin.key, body: { pid: mine.pid } })).status, 'names another member').toBe(422);
    expect((await world.call('GET', `/api/v1/placements/${mine.pid}`, { key: admin.key })).body).toMatchObject({ affiliate: { memberId: '11' }, placement: { pid: mine.pid, resourceId: mine.resourceId } });
    expect((await world.call('GET', `/api/v1/affiliates?pid=${mine.pid}`, { key: admin.key })).body).toMatchObject({ items: [{ memberId: '11' }], next: null });
  });
});
