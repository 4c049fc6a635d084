import { beforeAll, expect, it } from 'vitest';
import type { Ctx } from '../../src/lib/ctx.ts';
import { addPlacement, createAffiliate, listPlacements, registerResource } from '../../src/records/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliateActor, as, testCtx, VIEWER } from './setup.ts';

const db = useTestDb();
let ctx: Ctx;
let owner: { id: number };
let stranger: { id: number };
let siteId: number;

beforeAll(async () => {
  ctx = testCtx(db().db);
  owner = await createAffiliate(ctx, { memberId: '701', name: '甲', email: 'a@x.example' });
  stranger = await createAffiliate(ctx, { memberId: '702', name: '乙', email: 'b@x.example' });
  siteId = (await registerResource(ctx, { affiliateId: owner.id, fields: { kind: 'site', name: '站', url: 'https://shop.example/' } })).id;
  for (const n of [1, 2, 3]) await addPlacement(ctx, { affiliateId: owner.id, pid: `mm_701_1_${n}`, ...(n === 2 ? { resourceId: siteId } : {}) });
  await addPlacement(ctx, { affiliateId: stranger.id, pid: 'mm_702_1_1' });
});

it('lists every PID of an affiliate, on a resource or on none, page by page', async () => {
  const viewer = as(ctx, VIEWER);
  const first = await listPlacements(viewer, { affiliateId: owner.id, limit: 2 });
  expect(first.placements.map(({ pid, resourceId }) => [pid, resourceId])).toEqual([['mm_701_1_1', null], ['mm_701_1_2', siteId]]);
  const rest = await listPlacements(viewer, { affiliateId: owner.id, limit: 2, after: first.next ?? 0 });
  expect(rest).toMatchObject({ placements: [{ pid: 'mm_701_1_3' }], next: null });
});

it('is the affiliate’s own, and refuses what cannot be a page', async () => {
  expect((await listPlacements(as(ctx, affiliateActor(owner.id)), { affiliateId: owner.id })).placements).toHaveLength(3);
  for (const attempt of [as(ctx, affiliateActor(stranger.id)), ctx].map((each, index) => listPlacements(each, { affiliateId: index === 0 ? owner.id : 999_999 }))) {
    await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expect(listPlacements(ctx, { affiliateId: owner.id, limit: 0 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(listPlacements(as(ctx, { kind: 'machine', keyId: 1, name: '', scopes: [] }), { affiliateId: owner.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
