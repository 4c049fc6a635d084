import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../src/lib/ctx.ts';
import { fact, recordVersion, resource } from '../../src/db/schema/index.ts';
import { addPlacement, createAffiliate, diffVersions, editRecord, findByPid, getAffiliate, getResource, listResources, recordHistory, registerResource, searchAffiliates } from '../../src/records/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliateActor, as, lastAudit, testCtx, VIEWER } from './setup.ts';

const db = useTestDb();
let ctx: Ctx;
let mine: Ctx;
let other: Ctx;
let owner: { id: number };
let stranger: { id: number };
const SITE = { kind: 'site', name: '优惠站', url: 'https://Shop.Example/a#b', icp: '浙 ICP 备 12345678 号－1' };

beforeAll(async () => {
  ctx = testCtx(db().db);
  owner = await createAffiliate(ctx, { memberId: '501', name: '甲', email: 'a@x.example' });
  stranger = await createAffiliate(ctx, { memberId: '502', name: '乙', email: 'b@x.example', locale: 'en' });
  mine = as(ctx, affiliateActor(owner.id));
  other = as(ctx, affiliateActor(stranger.id));
});

describe('createAffiliate', () => {
  it('makes the affiliate with its facts row and audit row', async () => {
    expect(await getAffiliate(mine, owner.id)).toMatchObject({ memberId: '501', locale: 'zh-CN' });
    expect(await db().db.select().from(fact).where(eq(fact.affiliateId, owner.id))).toHaveLength(1);
    expect(await lastAudit(db().db, 'affiliate.create')).toMatchObject({ subjectId: String(stranger.id), after: { memberId: '502' } });
  });

  it('refuses a second of one member id, bad input, and who may not', async () => {
    await expect(createAffiliate(ctx, { memberId: '501', name: 'x', email: 'x@x.example' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(createAffiliate(ctx, { memberId: '0501', name: '', email: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'memberId' }, { path: 'name' }, { path: 'email' }] });
    await expect(createAffiliate(as(ctx, VIEWER), {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(createAffiliate(mine, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it("is seen by its own affiliate and by staff, and does not exist for another's", async () => {
    await expect(getAffiliate(other, owner.id)).rejects.toMatchObject({ code: 'NOT_FOUND', message: `affiliate ${owner.id} was not found` });
    await expect(getAffiliate(ctx, 999_999)).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'affiliate 999999 was not found' });
    await expect(getAffiliate(ctx, Number.NaN)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('resources', () => {
  it('levels address and ICP number, makes version 1, is due for a crawl, and says so in the audit', async () => {
    const made = await registerResource(mine, { affiliateId: owner.id, fields: SITE });
    expect(made).toMatchObject({ url: 'https://shop.example/a', host: 'shop.example', currentVersion: 1, nextCrawlAt: ctx.clock.now() });
    const view = await getResource(mine, made.id);
    expect(view.fields).toEqual({ kind: 'site', name: '优惠站', url: 'https://shop.example/a', category: null, promotion_scene: null, icp: '浙ICP备12345678号-1', description: null, daily_uv: null, contact: null });
    expect(await lastAudit(db().db, 'resource.register')).toMatchObject({ actor: `affiliate:${owner.id}`, subjectId: String(made.id) });
    expect((await listResources(ctx, { affiliateId: owner.id })).resources.map((r) => r.id)).toContain(made.id);
  });

  it.each([
    [{ kind: 'site', name: 'x', url: 'shop.example' }, 'url'],
    [{ kind: 'site', name: 'x', url: 'http://u:p@shop.example/' }, 'url'],
    [{ kind: 'site', name: 'x', url: `http://shop.example/${'a'.repeat(2_000)}` }, 'url'],
    [{ kind: 'app', name: 'x', url: 'y'.repeat(301) }, 'url'],
    [{ kind: 'shop', name: 'x', url: 'y' }, 'kind'],
    [{ kind: 'app', name: 'x', url: 'y', icp: '备案中' }, 'icp'],
    [{ kind: 'app', name: 'x', url: 'y', daily_uv: -1 }, 'daily_uv'],
    [{ kind: 'app', name: 'x', url: 'y', promotion_scene: 'moon' }, 'promotion_scene'],
  ])('refuses %o at %s', async (fields, path) => {
    await expect(registerResource(mine, { affiliateId: owner.id, fields })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path }] });
  });

  it('refuses the same address twice, and another affiliate', async () => {
    await expect(registerResource(mine, { affiliateId: owner.id, fields: { ...SITE, url: 'HTTPS://SHOP.EXAMPLE:443/a' } })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(registerResource(other, { affiliateId: owner.id, fields: SITE })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(registerResource(as(ctx, VIEWER), { affiliateId: owner.id, fields: SITE })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('editRecord', () => {
  it('writes a new version for a change, none for none, and keeps the old one', async () => {
    const { id } = await registerResource(mine, { affiliateId: owner.id, fields: { ...SITE, url: 'http://edit.example/' } });
    const edited = await editRecord(mine, { resourceId: id, fields: { daily_uv: 10, category: '女装' } });
    expect(edited).toEqual({ resourceId: id, version: 2, changes: [{ field: 'category', before: null, after: '女装' }, { field: 'daily_uv', before: null, after: 10 }] });
    expect(await editRecord(mine, { resourceId: id, fields: { daily_uv: '10', url: 'http://EDIT.example' } })).toEqual({ resourceId: id, version: 2, changes: [] });
    const history = await recordHistory(mine, { resourceId: id });
    expect(history.map((h) => [h.version, h.changedBy, h.changes.length])).toEqual([[2, `affiliate:${owner.id}`, 2], [1, `affiliate:${owner.id}`, 4]]);
    expect(await diffVersions(mine, { resourceId: id, from: 2, to: 1 })).toEqual([{ field: 'category', before: '女装', after: null }, { field: 'daily_uv', before: 10, after: null }]);
    expect(await lastAudit(db().db, 'record.edit')).toMatchObject({ before: { version: 1 }, after: { version: 2 } });
    await expect(db().db.update(recordVersion).set({ changedBy: 'x' })).rejects.toThrow();
    await expect(diffVersions(mine, { resourceId: id, from: 1, to: 7 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('takes the proof back with another host, makes the site due, and keeps it for another page of the same host', async () => {
    const { id } = await registerResource(mine, { affiliateId: owner.id, fields: { ...SITE, url: 'http://proved.example/' } });
    await db().db.update(resource).set({ verifiedAt: ctx.clock.now(), nextCrawlAt: null }).where(eq(resource.id, id));
    await editRecord(mine, { resourceId: id, fields: { url: 'https://proved.example/new' } });
    expect(await getResource(mine, id)).toMatchObject({ verifiedAt: ctx.clock.now(), nextCrawlAt: ctx.clock.now() });
    await editRecord(mine, { resourceId: id, fields: { url: 'https://moved.example/new' } });
    expect(await getResource(mine, id)).toMatchObject({ host: 'moved.example', verifiedAt: null });
    await expect(editRecord(mine, { resourceId: id, fields: { url: 'http://edit.example/' } })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('gives ten edits at once ten versions', async () => {
    const { id } = await registerResource(mine, { affiliateId: owner.id, fields: { ...SITE, url: 'http://race.example/' } });
    const edits = await Promise.all(Array.from({ length: 10 }, (_, i) => editRecord(mine, { resourceId: id, fields: { daily_uv: i + 1 } })));
    expect(edits.map((e) => e.version).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('refuses another affiliate as if it were not there, a viewer, and bad input', async () => {
    const { id } = await registerResource(mine, { affiliateId: owner.id, fields: { ...SITE, url: 'http://guard.example/' } });
    for (const call of [() => editRecord(other, { resourceId: id, fields: {} }), () => getResource(other, id), () => recordHistory(other, { resourceId: id }), () => getResource(other, 99_999)]) {
      await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringMatching(/^resource \d+ was not found$/) });
    }
    await expect(editRecord(as(ctx, VIEWER), { resourceId: id, fields: {} })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(editRecord(mine, { resourceId: id, fields: { icp: 'x' } })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('placements and search', () => {
  it('registers a PID once, of its own member only', async () => {
    const made = await addPlacement(mine, { affiliateId: owner.id, pid: 'mm_501_0_0' });
    expect(await addPlacement(mine, { affiliateId: owner.id, pid: 'mm_501_0_0' })).toEqual(made);
    expect(await findByPid(ctx, 'mm_501_0_0')).toMatchObject({ affiliate: { id: owner.id }, placement: { id: made.id } });
    expect(await lastAudit(db().db, 'placement.add')).toMatchObject({ after: { pid: 'mm_501_0_0' } });
    for (const pid of ['mm_502_1_1', 'mm_501_1', 'mm_501_1_1234567890123456', 'MM_501_1_1']) {
      await expect(addPlacement(mine, { affiliateId: owner.id, pid })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    await expect(addPlacement(other, { affiliateId: owner.id, pid: 'mm_501_2_2' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(findByPid(other, 'mm_501_0_0')).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'PID mm_501_0_0 was not found' });
  });

  it('finds affiliates by member id, PID, host and mail, page by page', async () => {
    for (const query of [{ memberId: '501' }, { pid: 'mm_501_0_0' }, { host: 'SHOP.example' }, { email: 'a@x.example' }]) {
      expect((await searchAffiliates(ctx, query)).affiliates.map((a) => a.id)).toEqual([owner.id]);
    }
    const first = await searchAffiliates(ctx, { limit: 1 });
    expect(first.affiliates.map((a) => a.id)).toEqual([owner.id]);
    expect(await searchAffiliates(ctx, { limit: 1, after: first.next ?? 0 })).toMatchObject({ affiliates: [{ id: stranger.id }], next: null });
    await expect(searchAffiliates(mine)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
