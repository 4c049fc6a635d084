import { beforeAll, describe, expect, it } from 'vitest';
import { actorNames, createKey, listAuditPeople } from '../../src/auth/index.ts';
import type { Actor, Ctx } from '../../src/lib/ctx.ts';
import { useTestDb } from '../helpers/db.ts';
import { makePerson, makeScene, type Scene } from './accounts-scene.ts';

const testDb = useTestDb();
let scene: Scene;
let staff: Awaited<ReturnType<typeof makePerson>>;
let mine: Awaited<ReturnType<typeof makePerson>>;
let theirs: Awaited<ReturnType<typeof makePerson>>;
let keyId: number;
let viewer: Ctx;
let owner: Ctx;
let refs: string[];

beforeAll(async () => {
  scene = makeScene(testDb().db);
  staff = await makePerson(scene, { roles: ['author'], password: false });
  mine = await makePerson(scene, { password: false });
  theirs = await makePerson(scene, { password: false });
  keyId = (await createKey(scene.ctx(), { name: '结算', scopes: ['standing.check'] })).id;
  viewer = scene.ctx({ kind: 'staff', staffId: staff.staffId, name: '', roles: ['viewer'], scopes: null });
  owner = scene.ctx({ kind: 'affiliate', affiliateId: mine.affiliateId, userId: mine.userId, scopes: null });
  refs = [`staff:${staff.staffId}`, `user:${staff.userId}`, `affiliate:${mine.affiliateId}`, `affiliate:${mine.affiliateId}/user:${mine.userId}`, `affiliate:${theirs.affiliateId}/user:${theirs.userId}`, `key:${keyId}`, 'system', 'operator'];
});

/** A context that counts how often the database is asked. */
function counting(ctx: Ctx): { ctx: Ctx; asked: () => number } {
  let asked = 0;
  const db = new Proxy(ctx.db, { get: (target, name, receiver) => (asked += name === 'select' ? 1 : 0, Reflect.get(target, name, receiver) as unknown) });
  return { ctx: { ...ctx, db }, asked: () => asked };
}

describe('names of who acted', () => {
  it('are told to whoever may read the audit log, in four queries', async () => {
    const counted = counting(viewer);
    const names = await actorNames(counted.ctx, [...refs, ...refs]);
    expect(names.get(`staff:${staff.staffId}`)).toEqual({ kind: 'staff', name: '林' });
    expect(names.get(`user:${staff.userId}`)).toEqual({ kind: 'user', name: '林' });
    expect(names.get(`affiliate:${mine.affiliateId}`)).toEqual({ kind: 'affiliate', name: '小林优选', memberId: expect.stringMatching(/^\d+$/) });
    expect(names.get(`affiliate:${theirs.affiliateId}/user:${theirs.userId}`)).toMatchObject({ kind: 'user', name: '林', memberId: expect.any(String) });
    expect(names.get(`key:${keyId}`)).toEqual({ kind: 'key', name: '结算' });
    expect(names.get('system')).toEqual({ kind: 'system', name: null });
    expect(names.get('operator')).toEqual({ kind: 'operator', name: null });
    expect(counted.asked()).toBe(4);
  });

  it('are left out for what is nobody or no reference', async () => {
    const counted = counting(viewer);
    expect(await actorNames(counted.ctx, ['', 'what', 'staff:x', 'staff:1;drop', 'affiliate:1/user:', 'address:a@example.com', 'staff:\0'])).toEqual(new Map());
    expect(counted.asked()).toBe(0);
    expect(await actorNames(viewer, ['staff:999999', 'user:999999', 'affiliate:999999', 'key:999999'])).toEqual(new Map());
  });

  it('tell an affiliate its own people, the kind of staff and keys, and nothing of others', async () => {
    const names = await actorNames(owner, [...refs, `affiliate:${mine.affiliateId}/user:${theirs.userId}`]);
    expect(names.get(`affiliate:${mine.affiliateId}/user:${mine.userId}`)).toMatchObject({ kind: 'user', name: '林' });
    expect(names.get(`staff:${staff.staffId}`)).toEqual({ kind: 'staff', name: null });
    expect(names.get('staff:999999')).toBeUndefined();
    expect(names.get(`key:${keyId}`)).toEqual({ kind: 'key', name: null });
    expect(names.has(`affiliate:${theirs.affiliateId}/user:${theirs.userId}`)).toBe(false);
    expect(names.has(`user:${staff.userId}`)).toBe(false);
    // Somebody who never acted for it cannot be asked about under its own number.
    expect(names.get(`affiliate:${mine.affiliateId}/user:${theirs.userId}`)).toMatchObject({ kind: 'user', name: null });
  });

  it('are refused to machines, to keys without the scope, and to staff without a role', async () => {
    const refused: Actor[] = [
      { kind: 'machine', keyId, name: '', scopes: ['standing.check'] },
      { kind: 'affiliate', affiliateId: mine.affiliateId, scopes: ['standing.check'] },
      { kind: 'staff', staffId: staff.staffId, name: '', roles: [], scopes: null },
    ];
    for (const actor of refused) await expect(actorNames(scene.ctx(actor), ['system']), actor.kind).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const actor of refused) await expect(listAuditPeople(scene.ctx(actor)), actor.kind).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(listAuditPeople(owner)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await listAuditPeople(viewer)).toContainEqual({ staffId: staff.staffId, name: '林' });
  });
});
