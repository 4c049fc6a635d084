import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { claimDue } from '../../src/crawl/claim-due.ts';
import type { Ctx } from '../../src/lib/ctx.ts';
import { askReReview, canAskReReview, caseProgress, type CasePageInput, decideReReviews, getCase, openCaseCounts, pageCases } from '../../src/reviews/index.ts';
import type { z } from 'zod';
import { CLEAN, visitAll } from '../crawl/visits.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliates, announced, BAR, makeScene, type Member, PERMISSION, publish, type Scene, staff, startOver } from '../policy/scene.ts';

const testDb = useTestDb();
let scene: Scene;
let viewer: Ctx;
beforeEach(async () => {
  await startOver(testDb());
  scene = await makeScene(testDb().db);
  viewer = await staff(scene.operator, 'viewer');
  await publish(scene, [{ ...BAR, value: 90 }]);
});
const self = (m: Member): Ctx => scene.as({ kind: 'affiliate', affiliateId: m.id, scopes: null });
const ask = (m: Member) => askReReview(self(m), { affiliateId: m.id, permission: PERMISSION });

test('whether a re-review can be asked for, and why not', async () => {
  const [good, bad] = (await affiliates(scene, [95, 10])) as [Member, Member];
  const [closed] = (await affiliates(scene, [10], 'closed')) as [Member];
  const [never] = (await affiliates(scene, [10], 'never')) as [Member];
  await announced(scene);
  const answer = async (m: Member) => (await canAskReReview(self(m), m.id))[PERMISSION];
  expect(await answer(good)).toEqual({ ok: false, why: 'nothing_pending' });
  expect(await answer(never)).toEqual({ ok: false, why: 'never_held' });
  expect(await answer(bad)).toEqual({ ok: true });
  expect(await answer(closed)).toEqual({ ok: true });
  const made = await ask(bad);
  expect(await answer(bad)).toEqual({ ok: false, why: 'open_case', caseId: made.id, dueAt: made.dueAt });
  expect(await canAskReReview(viewer, bad.id)).toMatchObject({ open_api: { ok: false, why: 'never_held' } });
  await expect(canAskReReview(self(good), bad.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

describe('pages of cases', () => {
  const pages = async (ctx: Ctx, filter: z.input<typeof CasePageInput>): Promise<number[]> => {
    const ids: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await pageCases(ctx, { limit: 2, ...filter, ...(cursor === undefined ? {} : { cursor }) });
      ids.push(...page.cases.map((c) => c.id));
      cursor = page.next;
    }
    return ids;
  };

  test('come newest, oldest or due first, without loss or repeat, and an affiliate sees its own', async () => {
    const made = await affiliates(scene, [10, 10, 10, 10, 10], 'closed');
    const ids: number[] = [];
    for (const m of made) ids.push((await ask(m)).id);
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = ids;
    await scene.deps.db.execute(sql`update review_case set due_at = case when id in (${b}, ${e}) then timestamptz '2013-12-07' else due_at end, state = case when id = ${c} then 'decided' else state end`);
    expect(await pages(viewer, {})).toEqual([e, d, c, b, a]);
    expect(await pages(viewer, { order: 'oldest' })).toEqual([a, b, c, d, e]);
    expect(await pages(viewer, { order: 'due' })).toEqual([b, e, a, d]);
    expect(await pages(viewer, { state: 'decided' })).toEqual([c]);
    expect(await pages(viewer, { affiliateId: made[3]?.id ?? 0 })).toEqual([d]);
    expect(await pages(self(made[0] as Member), {})).toEqual([a]);
    await expect(pages(self(made[0] as Member), { affiliateId: made[1]?.id ?? 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const [first] = (await pageCases(viewer, { order: 'due' })).cases;
    expect(first).toMatchObject({ affiliateName: '会员2', memberId: made[1]?.memberId, permission: PERMISSION });
    expect(await getCase(self(made[0] as Member), a)).toMatchObject({ affiliateName: '会员1', memberId: made[0]?.memberId });
    await expect(pageCases(viewer, { cursor: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('are counted by how soon they are due', async () => {
    const made = await affiliates(scene, [10, 10, 10, 10], 'closed');
    for (const m of made) await ask(m);
    await scene.deps.db.execute(sql`update review_case set due_at = case id % 4 when 0 then timestamptz '2013-12-06T03:00Z' when 1 then timestamptz '2013-12-06T16:00Z' else timestamptz '2013-12-06T16:00:01Z' end`);
    expect(await openCaseCounts(viewer)).toEqual({ open: 4, overdue: 1, dueToday: 1, asOf: scene.deps.clock.now() });
    await expect(openCaseCounts(self(made[0] as Member))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('progress goes from asked over the visits to the decision', async () => {
  const [m, other] = (await affiliates(scene, [10, 10], 'closed')) as [Member, Member];
  await scene.deps.db.execute(sql`insert into resource (affiliate_id, kind, url, host, current_version, created_at) values (${m.id}, 'site', 'http://b.example.cn/', 'b.example.cn', 1, '2013-12-01')`);
  const made = await ask(m);
  const progress = () => caseProgress(self(m), made.id);
  expect(await progress()).toMatchObject({ step: 'asked', visited: { done: 0, of: 2 }, dueAt: made.dueAt, overdue: false, decidedAt: null });
  await claimDue(scene.system, 1);
  const under = await progress();
  expect(under).toMatchObject({ step: 'visiting', visited: { done: 0, of: 2 } });
  expect(under.visited.sites.filter((s) => s.visiting)).toHaveLength(1);
  await scene.deps.db.execute(sql`update crawl set state = 'done' where state = 'running'`);
  await visitAll(scene, '2013-12-06T13:00:00+08:00', CLEAN);
  expect(await progress()).toMatchObject({ step: 'deciding', visited: { done: 2, of: 2 } });
  scene.deps.clock.moveTo('2013-12-20T13:00:00+08:00');
  expect(await progress()).toMatchObject({ overdue: true });
  await decideReReviews(scene.system);
  expect(await progress()).toMatchObject({ step: 'decided', state: 'decided', decision: 'refused', reasons: ['low_quality'], overdue: false });
  await expect(caseProgress(self(other), made.id)).rejects.toMatchObject({ code: 'NOT_FOUND', message: `case ${made.id} was not found` });
  await expect(caseProgress(self(other), 9_999)).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'case 9999 was not found' });
});
