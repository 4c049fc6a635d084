import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { rows } from '../../src/db/client.ts';
import { createStaff, listAudit, setStaffDisabled, setStaffRoles } from '../../src/auth/index.ts';
import { type Ctx, makeCtx } from '../../src/lib/ctx.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeTestDeps, type TestDeps } from '../helpers/deps.ts';

const testDb = useTestDb();
let deps: TestDeps;
let operator: Ctx;
let people: number[];

beforeAll(async () => {
  deps = makeTestDeps({ db: testDb().db });
  operator = makeCtx(deps, { kind: 'operator' }, 'test');
  people = [];
  for (const name of ['a', 'b', 'c']) people.push((await createStaff(operator, { email: `${name}@example.com`, name, roles: ['viewer'] })).id);
  deps.clock.moveTo('2013-12-03T00:00:00+08:00');
  for (const staffId of people) await setStaffRoles(operator, { staffId, roles: ['author'] });
  deps.clock.moveTo('2013-12-04T10:00:00+08:00');
  for (const staffId of people) await setStaffDisabled(operator, { staffId, disabled: true });
  await testDb().db.execute(sql`insert into audit (at, actor, action, subject_kind, subject_id, request_id) values ('2013-12-04T03:00:00Z', 'system', 'staffing.x', 'staff', '1', 't')`);
});

const actions = async (input: Parameters<typeof listAudit>[1]) => (await listAudit(operator, input)).items.map(({ action }) => action);

it('finds one action, or all that begin alike and no others', async () => {
  expect(await actions({ action: 'staff.roles' })).toEqual(['staff.roles', 'staff.roles', 'staff.roles']);
  expect(await actions({ action: 'staff.' })).toHaveLength(9);
  expect(await actions({ action: 'staff' })).toEqual([]);
  expect(await actions({ action: 'st_ff.' })).toEqual([]);
  await expect(listAudit(operator, { action: '%' })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'action' }] });
});

it('finds what was done from a moment on and before another', async () => {
  const day = { from: '2013-12-03T00:00:00+08:00', to: '2013-12-04T00:00:00+08:00' };
  expect(await actions(day)).toEqual(['staff.roles', 'staff.roles', 'staff.roles']);
  expect(await actions({ from: new Date(day.to) })).toHaveLength(4);
  expect(await actions({ to: new Date(day.from) })).toEqual(['staff.create', 'staff.create', 'staff.create']);
  expect(await actions({ ...day, to: day.from })).toEqual([]);
});

it('goes on page by page within all filters together', async () => {
  const wanted = { action: 'staff.', actor: 'operator', from: '2013-12-03T00:00:00+08:00' };
  const seen: number[] = [];
  for (let before: number | undefined, pages = 0; ; pages += 1) {
    const page = await listAudit(operator, { ...wanted, limit: 4, ...(before === undefined ? {} : { before }) });
    seen.push(...page.items.map(({ id }) => id));
    if (page.next === null) {
      expect(pages).toBe(1);
      break;
    }
    before = page.next;
  }
  expect(seen).toHaveLength(6);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
  expect(await actions({ ...wanted, subjectKind: 'staff', subjectId: String(people[0]) })).toEqual(['staff.disable', 'staff.roles']);
});

it('has an index for an action’s beginning and for time', async () => {
  const found = await rows<{ indexdef: string }>(testDb().db, sql`select indexdef from pg_indexes where tablename = 'audit' order by indexname`);
  expect(found.map(({ indexdef }) => indexdef)).toEqual(expect.arrayContaining([expect.stringContaining('(action text_pattern_ops, id)'), expect.stringContaining('(at, id)')]));
});
