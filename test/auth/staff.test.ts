import { beforeAll, describe, expect, it } from 'vitest';
import { createStaff, findStaff, listAudit, listStaff, setStaffDisabled, setStaffRoles } from '../../src/auth/index.ts';
import { type Ctx, makeCtx, type Role } from '../../src/lib/ctx.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeTestDeps } from '../helpers/deps.ts';

const testDb = useTestDb();
let operator: Ctx;
let author: Ctx;
beforeAll(() => {
  const deps = makeTestDeps({ db: testDb().db });
  operator = makeCtx(deps, { kind: 'operator' }, 'test');
  author = makeCtx(deps, { kind: 'staff', staffId: 1, name: '', roles: ['author'], scopes: null }, 'test');
});

describe('staff', () => {
  it('the operator adds the first; the mail address is one spelling and unique', async () => {
    const made = await createStaff(operator, { email: ' Wei@Example.com ', name: '韦', roles: ['administrator', 'administrator'] });
    expect(made).toMatchObject({ email: 'wei@example.com', name: '韦', roles: ['administrator'], disabledAt: null });
    expect(await findStaff(operator, 'WEI@example.com')).toMatchObject({ id: made.id });
    await expect(createStaff(operator, { email: 'wei@EXAMPLE.com', name: 'x', roles: ['viewer'] })).rejects.toMatchObject({ code: 'CONFLICT' });
    const [entry] = (await listAudit(operator, { subjectKind: 'staff', subjectId: String(made.id) })).items;
    expect(entry).toMatchObject({ action: 'staff.create', actor: 'operator', requestId: 'test', after: { email: 'wei@example.com' } });
  });

  it.each([
    [{ email: 'nobody', name: 'x', roles: ['viewer' as Role] }, 'email'],
    [{ email: 'a@example.com', name: ' ', roles: ['viewer' as Role] }, 'name'],
    [{ email: 'a@example.com', name: 'x', roles: [] }, 'roles'],
    [{ email: 'a@example.com', name: 'x', roles: ['boss' as Role] }, 'roles.0'],
  ])('refuses %j, naming the place', async (input, path) => {
    await expect(createStaff(operator, input)).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path }] });
  });

  it('changing roles and shutting out say what was before', async () => {
    const { id } = await createStaff(operator, { email: 'b@example.com', name: 'B', roles: ['viewer'] });
    await setStaffRoles(operator, { staffId: id, roles: ['reviewer', 'author'] });
    await setStaffDisabled(operator, { staffId: id, disabled: true });
    await setStaffDisabled(operator, { staffId: id, disabled: true });
    const entries = (await listAudit(operator, { subjectKind: 'staff', subjectId: String(id) })).items;
    expect(entries.map((entry) => entry.action)).toEqual(['staff.disable', 'staff.roles', 'staff.create']);
    expect(entries[1]).toMatchObject({ before: { roles: ['viewer'] }, after: { roles: ['reviewer', 'author'] } });
    await expect(setStaffRoles(operator, { staffId: 999_999, roles: [] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(setStaffDisabled(operator, { staffId: 999_999, disabled: true })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('only an administrator or the operator may', async () => {
    for (const attempt of [createStaff(author, { email: 'c@example.com', name: 'C', roles: ['administrator'] }), setStaffRoles(author, { staffId: 1, roles: ['approver'] }), setStaffDisabled(author, { staffId: 1, disabled: true }), listStaff(author), findStaff(author, 'wei@example.com')]) {
      await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('administrator') });
    }
  });

  it('lists in pages', async () => {
    const first = await listStaff(operator, { limit: 1 });
    expect(first.items).toHaveLength(1);
    const second = await listStaff(operator, { limit: 500, after: first.next ?? 0 });
    expect(second.next).toBeNull();
    expect(second.items[0]?.id).toBeGreaterThan(first.items[0]?.id ?? Infinity);
  });
});
