import { beforeAll, describe, expect, it } from 'vitest';
import { makeCtx } from '../../src/lib/ctx.ts';
import { declareInitialStanding, planSweep } from '../../src/policy/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeWorld, type World } from './setup.ts';

const testDb = useTestDb();
let world: World;
let author: { id: number; key: string };
let approver: { id: number; key: string };
let mine: Awaited<ReturnType<World['affiliate']>>;
const permission = 'cross_store_settlement';

beforeAll(async () => {
  world = makeWorld(testDb().db);
  // Both roles at once: that the planner is refused must be because of who it is.
  author = await world.staff('author', 'approver');
  approver = await world.staff('approver');
  mine = await world.affiliate('11');
  await world.affiliate('22');
  await world.deps.db.transaction(async (tx) => {
    await declareInitialStanding(tx, world.operator, { permission, state: 'granted', affiliateIds: [mine.id], at: world.deps.clock.now() });
  });
  world.deps.clock.moveTo('2013-12-02T09:00:00+08:00');
});

describe('a sweep through the API', () => {
  let sweepId = 0;
  let hash = '';

  it('a policy is published as the next version', async () => {
    const title = { 'zh-CN': '至少一个已验证的网站', en: 'At least one verified site' };
    const body = { permission, requirements: [{ fact: 'verified_sites', operator: 'gte', value: 1, code: 'no_verified_site', title, remedy: title }] };
    const made = await world.call('POST', '/api/v1/policies', { key: author.key, body });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ permission, version: 1, state: 'published', definition: body, publishedAt: '2013-12-02T01:00:00.000Z' });
    expect((await world.call('POST', '/api/v1/policies', { key: approver.key, body })).status).toBe(403);
    expect((await world.call('GET', `/api/v1/policies?permission=${permission}`, { key: approver.key })).body).toMatchObject({ items: [{ version: 1 }] });
  });

  it('is planned by the workers once it was asked for', async () => {
    const asked = await world.call('POST', '/api/v1/sweeps', { key: author.key, body: { policy: permission, noticeDays: 5, announceAt: '2013-12-06T17:31:00+08:00' }, headers: { 'Idempotency-Key': 'plan-1' } });
    expect(asked.status).toBe(202);
    sweepId = asked.body['sweepId'] as unknown as number;
    expect((await world.call('POST', '/api/v1/sweeps', { key: author.key, body: { policy: permission, noticeDays: 5, announceAt: '2013-12-06T17:31:00+08:00' }, headers: { 'Idempotency-Key': 'plan-1' } })).body).toEqual({ sweepId });
    const jobs = world.deps.queue.take().filter((job) => job.name === 'sweep-plan');
    expect(jobs).toEqual([{ name: 'sweep-plan', payload: { sweepId }, jobId: `sweep-plan-${sweepId}` }]);
    await planSweep(makeCtx(world.deps, { kind: 'system' }, 'job'), sweepId);
    const planned = await world.call('GET', `/api/v1/sweeps/${sweepId}`, { key: approver.key });
    expect(planned.body).toMatchObject({ state: 'planned', announceAt: '2013-12-06T09:31:00.000Z', plannedBy: `staff:${author.id}`, totals: { close: 1 }, progress: { toWrite: 1, announced: 0 } });
    hash = String(planned.body['planHash']);
    expect((await world.call('GET', '/api/v1/sweeps?limit=1', { key: approver.key })).body).toMatchObject({ items: [{ id: sweepId }], next: null });
  });

  it('shows its rows in pages', async () => {
    const first = await world.call('GET', `/api/v1/sweeps/${sweepId}/items?limit=1`, { key: approver.key });
    expect(first.body).toMatchObject({ items: [{ affiliateId: mine.id, decision: 'close', fromState: 'granted', reasons: ['no_verified_site'], facts: { verified_sites: 0 } }], next: mine.id });
    const second = await world.call('GET', `/api/v1/sweeps/${sweepId}/items?limit=1&after=${mine.id}`, { key: approver.key });
    expect(second.body).toMatchObject({ items: [{ memberId: '22' }], next: null });
    expect((await world.call('GET', `/api/v1/sweeps/${sweepId}/items?decision=close`, { key: approver.key })).body['items']).toHaveLength(1);
    expect((await world.call('GET', '/api/v1/sweeps/999999/items', { key: approver.key })).status).toBe(404);
  });

  it('is not approved by its planner, nor for another hash, nor beyond the guard unconfirmed', async () => {
    const approve = (key: string, body: unknown) => world.call('POST', `/api/v1/sweeps/${sweepId}/approve`, { key, body });
    expect((await approve(author.key, { hash, confirmClosings: 1 })).body).toMatchObject({ status: 403, code: 'SELF_APPROVAL' });
    expect((await approve(approver.key, { hash: 'f'.repeat(64), confirmClosings: 1 })).body).toMatchObject({ status: 409, code: 'STALE_PLAN' });
    expect((await approve(approver.key, { hash })).body).toMatchObject({ status: 409, code: 'SHARE_GUARD' });
    expect((await approve(approver.key, { hash: 'short' })).body).toMatchObject({ status: 422, issues: [{ path: 'hash' }] });
    expect((await world.call('POST', `/api/v1/sweeps/${sweepId}/run`, { key: author.key })).body).toMatchObject({ code: 'CONFLICT' });
    const done = await approve(approver.key, { hash: hash.slice(0, 12), confirmClosings: 1 });
    expect(done.body).toMatchObject({ state: 'approved', approvedBy: `staff:${approver.id}` });
    const trail = await world.call('GET', `/api/v1/audit?subjectKind=sweep&subjectId=${sweepId}`, { key: approver.key });
    expect(trail.body).toMatchObject({ items: [{ action: 'sweep.approve', actor: `staff:${approver.id}` }, { action: 'sweep.planned', actor: 'system' }, { action: 'sweep.plan', actor: `staff:${author.id}` }] });
  });

  it('runs, and can be cancelled', async () => {
    const running = await world.call('POST', `/api/v1/sweeps/${sweepId}/run`, { key: author.key });
    expect(running.status).toBe(202);
    expect(running.body).toMatchObject({ state: 'running' });
    expect(world.deps.queue.take().map((job) => job.jobId)).toContain(`sweep-run-${sweepId}`);
    expect((await world.call('GET', `/api/v1/sweeps/${sweepId}/notices`, { key: approver.key })).body).toEqual({ counts: [], items: [], next: null });
    expect((await world.call('POST', `/api/v1/sweeps/${sweepId}/cancel`, { key: author.key })).body).toMatchObject({ state: 'cancelling', cancelledBy: `staff:${author.id}` });
  });
});

describe('settlement checks', () => {
  const check = (key: string, pid: string, at?: string) => world.call('GET', `/api/v1/permissions/${permission}/check?pid=${pid}${at ? `&at=${encodeURIComponent(at)}` : ''}`, { key });

  it('say whether the PID held the permission, since when, and by which decision', async () => {
    expect((await check(mine.key, mine.pid)).body).toMatchObject({
      pid: mine.pid,
      permission,
      at: '2013-12-02T01:00:00.000Z',
      granted: true,
      state: 'granted',
      memberId: '11',
      decision: { id: expect.any(Number), kind: 'initial' },
      interval: { from: '2013-12-01T01:00:00.000Z', until: null },
    });
  });

  it('a machine with the scope may ask for any PID; unknown ones and moments before the first event are answers', async () => {
    const admin = await world.staff('administrator');
    const machine = String((await world.call('POST', '/api/v1/keys', { key: admin.key, body: { name: 'settlement', scopes: ['standing.check'] } })).body['key']);
    expect((await check(machine, mine.pid, '2013-11-30T00:00:00+08:00')).body).toMatchObject({ granted: false, state: 'before_first_event', decision: null });
    expect((await check(machine, 'mm_99_1_1')).body).toMatchObject({ granted: false, state: 'unknown_pid' });
    expect((await world.call('GET', '/api/v1/sweeps', { key: machine })).status).toBe(403);
  });

  it('refuse the future, a malformed PID, an unknown permission and an unclear moment', async () => {
    expect((await check(approver.key, mine.pid, '2014-01-01T00:00:00+08:00')).body).toMatchObject({ status: 422, code: 'AT_IN_FUTURE' });
    expect((await check(approver.key, 'mm_1')).body).toMatchObject({ status: 422, issues: [{ path: 'pid', value: 'mm_1' }] });
    expect((await check(approver.key, mine.pid, '2013-12-01')).body).toMatchObject({ status: 422, issues: [{ path: 'at' }] });
    expect((await world.call('GET', `/api/v1/permissions/flying/check?pid=${mine.pid}`, { key: approver.key })).body).toMatchObject({ status: 422, issues: [{ path: 'permission' }] });
  });
});

describe('re-review', () => {
  it('is asked for by the affiliate, and refused while nothing is to be reviewed', async () => {
    const other = await world.affiliate('33');
    expect((await world.call('POST', '/api/v1/cases', { key: other.key, body: { permission } })).body).toMatchObject({ status: 409, code: 'CONFLICT' });
    const reviewer = await world.staff('reviewer');
    expect((await world.call('POST', '/api/v1/cases', { key: reviewer.key, body: { permission } })).body).toMatchObject({ status: 422, issues: [{ path: 'affiliateId' }] });
    await world.deps.db.transaction(async (tx) => {
      await declareInitialStanding(tx, world.operator, { permission, state: 'closed', affiliateIds: [other.id], at: world.deps.clock.now() });
    });
    const asked = await world.call('POST', '/api/v1/cases', { key: other.key, body: { permission, note: '已补充备案号' } });
    expect(asked.status).toBe(201);
    // Monday the 2nd: three working days end on Thursday at 24:00, 16:00 UTC.
    expect(asked.body).toMatchObject({ state: 'open', affiliateId: other.id, dueAt: '2013-12-05T16:00:00.000Z', decision: null });
    const id = String(asked.body['id']);
    expect((await world.call('GET', `/api/v1/cases/${id}`, { key: other.key })).body).toMatchObject({ entries: [{ kind: 'asked', body: { note: '已补充备案号', sites: 1 } }] });
    expect((await world.call('GET', `/api/v1/cases/${id}`, { key: mine.key })).status).toBe(404);
    expect((await world.call('GET', '/api/v1/cases?state=open', { key: reviewer.key })).body['items']).toHaveLength(1);
    expect((await world.call('GET', `/api/v1/affiliates/${other.id}/standing`, { key: other.key })).body).toMatchObject({ items: [{ permission, state: 'closed', closing: null }] });
  });
});
