import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Action, authenticateKey, can, createKey, createStaff, grantable, listAudit, listKeys, revokeKey, setStaffDisabled, setStaffRoles } from '../../src/auth/index.ts';
import { rows } from '../../src/db/client.ts';
import { type Actor, type Ctx, makeCtx, type Role } from '../../src/lib/ctx.ts';
import { createAffiliate } from '../../src/records/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeTestDeps, type TestDeps } from '../helpers/deps.ts';

const testDb = useTestDb();
let deps: TestDeps;
let operator: Ctx;
const as = (actor: Actor): Ctx => makeCtx(deps, actor, 'test');
const administrator = (scopes: string[] | null = null): Ctx => as({ kind: 'staff', staffId: 1, name: 'Admin', roles: ['administrator'], scopes });
let serial = 0;
const person = (...roles: Role[]) => createStaff(operator, { email: `p${(serial += 1)}@example.com`, name: 'P', roles });

beforeAll(() => {
  deps = makeTestDeps({ db: testDb().db });
  operator = makeCtx(deps, { kind: 'operator' }, 'test');
});

/** A second process on the same database: its cache knows nothing of what the first one remembers. */
const elsewhere = () => ({ db: new Proxy(deps.db, {}) });

describe('createKey', () => {
  it('makes a key that acts as its owner', async () => {
    const owner = await person('reviewer', 'author');
    const made = await createKey(operator, { name: 'laptop', staffId: owner.id });
    expect(made.key).toMatch(/^tg_[0-9A-Za-z]{8,10}_[0-9A-Za-z]{32,}$/);
    expect(await authenticateKey(deps, made.key)).toEqual({ kind: 'staff', staffId: owner.id, name: 'P', roles: ['reviewer', 'author'], scopes: null });

    const member = await createAffiliate(operator, { memberId: '31', name: 'A', email: 'a31@example.com' });
    expect(await authenticateKey(deps, (await createKey(operator, { name: 'm', affiliateId: member.id })).key)).toEqual({ kind: 'affiliate', affiliateId: member.id, scopes: null });

    const machine = await createKey(operator, { name: 'settlement', scopes: ['standing.check'] });
    expect(await authenticateKey(deps, machine.key)).toEqual({ kind: 'machine', keyId: machine.id, name: 'settlement', scopes: ['standing.check'] });
  });

  it('keeps the secret nowhere: not in a table, not in the audit, not in the list', async () => {
    const made = await createKey(operator, { name: 'secretive', scopes: ['standing.check'] });
    const secret = made.key.split('_')[2] as string;
    const everything = await rows<{ text: string }>(deps.db, sql`select k::text as text from api_key k union all select a::text from audit a`);
    expect(everything.some(({ text }) => text.includes(made.prefix))).toBe(true);
    expect(everything.some(({ text }) => text.includes(secret))).toBe(false);
    const listed = (await listKeys(operator, { limit: 500 })).items.find((key) => key.id === made.id);
    expect(listed).toMatchObject({ prefix: made.prefix, scopes: ['standing.check'], revokedAt: null });
    expect(Object.keys(listed ?? {})).not.toContain('secretHash');
  });

  it('leaves its audit row', async () => {
    const made = await createKey(operator, { name: 'noted', scopes: ['sweep.read'] });
    const [entry] = (await listAudit(operator, { subjectKind: 'key', subjectId: String(made.id) })).items;
    expect(entry).toMatchObject({ action: 'key.create', actor: 'operator', after: { prefix: made.prefix, scopes: ['sweep.read'] } });
  });

  it('refuses scopes that the owner cannot have, a machine without scopes, a past expiry, and an owner that is not there', async () => {
    const viewer = await person('viewer');
    await expect(createKey(operator, { name: 'x', staffId: viewer.id, scopes: ['sweep.approve'] })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('sweep.approve') });
    await expect(createKey(operator, { name: 'x', scopes: ['keys.manage'] })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(createKey(operator, { name: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('scopes') });
    await expect(createKey(operator, { name: 'x', scopes: ['standing.check'], expiresAt: new Date(Date.now() - 1_000) })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'expiresAt' }] });
    await expect(createKey(operator, { name: 'x', staffId: 999_999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(createKey(operator, { name: 'x', affiliateId: 999_999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(createKey(operator, { name: 'x', staffId: viewer.id, affiliateId: 1 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each<[string, Actor]>([
    ['an author', { kind: 'staff', staffId: 1, name: '', roles: ['author', 'approver', 'reviewer', 'viewer'], scopes: null }],
    ['an affiliate', { kind: 'affiliate', affiliateId: 1, scopes: null }],
    ['a machine', { kind: 'machine', keyId: 1, name: '', scopes: ['standing.check'] }],
    ['an administrator whose key lacks the scope', { kind: 'staff', staffId: 1, name: '', roles: ['administrator'], scopes: ['records.read'] }],
  ])('refuses %s', async (_, actor) => {
    await expect(createKey(as(actor), { name: 'x', scopes: ['standing.check'] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(listKeys(as(actor))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(revokeKey(as(actor), 'whatever')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('makes a key of another person for nobody but the operator: one administrator must not be planner and approver both', async () => {
    const approver = await person('approver');
    await expect(createKey(administrator(null), { name: 'x', staffId: approver.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(createKey(as({ kind: 'operator' }), { name: 'x', staffId: approver.id })).resolves.toMatchObject({ name: 'x' });
  });

  it('does not let a scoped key make one that can do more than itself', async () => {
    const owner = await person('administrator');
    const scoped = as({ kind: 'staff', staffId: owner.id, name: '', roles: ['administrator'], scopes: ['keys.manage', 'records.read'] });
    await expect(createKey(scoped, { name: 'x', staffId: owner.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(createKey(scoped, { name: 'x', staffId: owner.id, scopes: ['records.import'] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(createKey(scoped, { name: 'x', staffId: owner.id, scopes: ['records.read'] })).resolves.toMatchObject({ scopes: ['records.read'] });
  });
});

describe('authenticateKey', () => {
  it('refuses what is malformed, unknown, or has the wrong secret, without saying which of the last two', async () => {
    const { key, prefix } = await createKey(operator, { name: 'k', scopes: ['standing.check'] });
    const wrong = key.slice(0, -1) + (key.endsWith('a') ? 'b' : 'a');
    await expect(authenticateKey(deps, wrong)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: `the API key tg_${prefix}_… is not known here, or its secret is wrong` });
    await authenticateKey(deps, key);
    await expect(authenticateKey(deps, wrong), 'also when the right one is cached').rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(authenticateKey(deps, `tg_ABCDEFGHIJ_${'x'.repeat(36)}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringContaining('not known here, or') });
    for (const bad of ['', 'tg_', 'tg_a_b', key.slice(3), `${key} `, `${key}'`, 'x'.repeat(10_000)]) await expect(authenticateKey(deps, bad)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('refuses a revoked key at once here, and elsewhere too', async () => {
    const { key, prefix } = await createKey(operator, { name: 'k', scopes: ['standing.check'] });
    await authenticateKey(deps, key);
    await revokeKey(administrator(), prefix);
    await expect(authenticateKey(deps, key)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringContaining('revoked') });
    await expect(authenticateKey(elsewhere(), key)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const entries = await listAudit(operator, { subjectKind: 'key', actor: 'staff:1' });
    expect(entries.items.filter((entry) => entry.action === 'key.revoke')).toHaveLength(1);
    await revokeKey(administrator(), prefix);
    expect((await listAudit(operator, { subjectKind: 'key', actor: 'staff:1' })).items.filter((entry) => entry.action === 'key.revoke'), 'twice is once').toHaveLength(1);
    await expect(revokeKey(operator, 'nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses an expired key by real time, also when it is cached', async () => {
    const soon = await createKey(operator, { name: 'k', scopes: ['standing.check'], expiresAt: new Date(Date.now() + 1_500) });
    await authenticateKey(deps, soon.key);
    await expect.poll(() => authenticateKey(deps, soon.key).then(() => 'valid', (error: Error) => error.message), { timeout: 6_000 }).toMatch(/expired at/);
  });

  it('follows the roles of its owner, and refuses a disabled one', async () => {
    const owner = await person('author');
    const { key } = await createKey(operator, { name: 'k', staffId: owner.id });
    await authenticateKey(deps, key);
    await setStaffRoles(operator, { staffId: owner.id, roles: ['viewer'] });
    expect(await authenticateKey(deps, key)).toMatchObject({ roles: ['viewer'] });
    await setStaffDisabled(operator, { staffId: owner.id, disabled: true });
    await expect(authenticateKey(deps, key)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringContaining('disabled') });
    await setStaffDisabled(operator, { staffId: owner.id, disabled: false });
    await expect(authenticateKey(deps, key)).resolves.toMatchObject({ staffId: owner.id });
  });

  it('asks the database once for a key that is used often', async () => {
    const { key } = await createKey(operator, { name: 'k', scopes: ['standing.check'] });
    let asked = 0;
    const db = new Proxy(deps.db, {
      get(target, name, receiver) {
        if (name === 'select') asked += 1;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    for (let i = 0; i < 50; i += 1) await authenticateKey({ db }, key);
    expect(asked).toBe(1);
  });
});

describe('scopes', () => {
  const all = grantable({ kind: 'staff', roles: ['administrator', 'author', 'approver', 'reviewer', 'viewer'] });

  it('only ever narrow what the owner may do', () => {
    for (const action of all) {
      const viewer: Actor = { kind: 'staff', staffId: 1, name: '', roles: ['viewer'], scopes: [...all] };
      expect(can(viewer, action), action).toBe(grantable({ kind: 'staff', roles: ['viewer'] }).includes(action));
      const own: Actor = { kind: 'affiliate', affiliateId: 7, scopes: [...all] };
      expect(can(own, action, { affiliateId: 7 }), action).toBe(grantable({ kind: 'affiliate' }).includes(action));
      expect(can(own, action, { affiliateId: 8 }), action).toBe(false);
      const machine: Actor = { kind: 'machine', keyId: 1, name: '', scopes: [...all] };
      expect(can(machine, action), action).toBe(grantable({ kind: 'machine' }).includes(action));
    }
  });

  it('shut out whatever they do not name', () => {
    const narrow: Actor = { kind: 'staff', staffId: 1, name: '', roles: ['administrator'], scopes: ['records.read'] };
    expect(all.filter((action: Action) => can(narrow, action))).toEqual(['records.read']);
  });
});
