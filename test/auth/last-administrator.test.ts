import { beforeEach, expect, it } from 'vitest';
import { createStaff, listAudit, listStaff, setStaffDisabled, setStaffRoles, type StaffRow } from '../../src/auth/index.ts';
import { type Ctx, makeCtx } from '../../src/lib/ctx.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeTestDeps, type TestDeps } from '../helpers/deps.ts';

const testDb = useTestDb();
let deps: TestDeps;
let operator: Ctx;
let first: StaffRow;
let second: StaffRow;
let serial = 0;

const acting = ({ id, name, roles }: StaffRow): Ctx => makeCtx(deps, { kind: 'staff', staffId: id, name, roles, scopes: null }, 'test');
const audited = async ({ id }: StaffRow): Promise<string[]> => (await listAudit(operator, { subjectKind: 'staff', subjectId: String(id) })).items.map(({ action }) => action);
const administrators = async (): Promise<number[]> => (await listStaff(operator, { limit: 500 })).items.filter(({ roles, disabledAt }) => roles.includes('administrator') && !disabledAt).map(({ id }) => id);

beforeEach(async () => {
  deps = makeTestDeps({ db: testDb().db });
  operator = makeCtx(deps, { kind: 'operator' }, 'test');
  for (const staffId of await administrators()) await setStaffDisabled(operator, { staffId, disabled: true });
  const make = () => createStaff(operator, { email: `admin${(serial += 1)}@example.com`, name: '管', roles: ['administrator', 'viewer'] });
  [first, second] = [await make(), await make()];
});

it('nobody shuts themselves out, nor gives up their own role', async () => {
  await expect(setStaffDisabled(acting(first), { staffId: first.id, disabled: true })).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('another administrator') });
  await expect(setStaffRoles(acting(first), { staffId: first.id, roles: ['viewer'] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await administrators()).toEqual([first.id, second.id]);
  expect(await audited(first)).toEqual(['staff.create']);
});

it('one administrator of two goes, and the other stays', async () => {
  await setStaffDisabled(acting(first), { staffId: second.id, disabled: true });
  expect(await audited(second)).toEqual(['staff.disable', 'staff.create']);
  // Who was shut out a moment ago, and acts with what was read before that.
  await expect(setStaffDisabled(acting(second), { staffId: first.id, disabled: true })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('last administrator') });
  await expect(setStaffRoles(acting(second), { staffId: first.id, roles: ['viewer', 'author'] })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await setStaffRoles(acting(second), { staffId: first.id, roles: ['administrator'] })).toMatchObject({ roles: ['administrator'] });
  expect(await administrators()).toEqual([first.id]);
  expect(await audited(first)).toEqual(['staff.roles', 'staff.create']);
});

it('two who shut each other out at the same moment leave one', async () => {
  const done = await Promise.allSettled([setStaffDisabled(acting(first), { staffId: second.id, disabled: true }), setStaffRoles(acting(second), { staffId: first.id, roles: ['viewer'] })]);
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(done.find((each) => each.status === 'rejected')?.reason).toMatchObject({ code: 'CONFLICT' });
  expect(await administrators()).toHaveLength(1);
});

it('a disabled administrator is no last one, and the operator may do it all', async () => {
  await setStaffDisabled(operator, { staffId: second.id, disabled: true });
  expect(await setStaffRoles(acting(first), { staffId: second.id, roles: [] })).toMatchObject({ roles: [] });
  await setStaffDisabled(operator, { staffId: first.id, disabled: true });
  expect(await administrators()).toEqual([]);
  expect(await audited(first)).toEqual(['staff.disable', 'staff.create']);
});
