import { beforeAll, describe, expect, it } from 'vitest';
import { authenticateKey, createStaff } from '../../src/auth/index.ts';
import { addScope, create, keyCommand } from '../../src/cli/key.ts';
import { addRole, staffCommand } from '../../src/cli/staff.ts';
import { type Ctx, makeCtx } from '../../src/lib/ctx.ts';
import { createAffiliate } from '../../src/records/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeTestDeps } from '../helpers/deps.ts';

const testDb = useTestDb();
let operator: Ctx;
beforeAll(async () => {
  operator = makeCtx(makeTestDeps({ db: testDb().db }), { kind: 'operator' }, 'cli');
  await createStaff(operator, { email: 'wei@example.com', name: '韦', roles: ['approver'] });
  await createAffiliate(operator, { memberId: '77', name: 'A', email: 'a@example.com' });
});

describe('tuiguan key create', () => {
  it('makes a key for a person, a member or a machine, named for its owner', async () => {
    const person = await create(operator, { staff: 'WEI@example.com', scope: [] });
    expect(person).toMatchObject({ name: 'wei@example.com', scopes: null });
    expect(await authenticateKey(operator, person.key)).toMatchObject({ kind: 'staff', roles: ['approver'] });
    expect(await authenticateKey(operator, (await create(operator, { member: '77', scope: [] })).key)).toMatchObject({ kind: 'affiliate' });
    const machine = await create(operator, { machine: 'settlement', scope: addScope('standing.check,sweep.read', []), expires: '2999-01-01' });
    expect(machine).toMatchObject({ name: 'settlement', scopes: ['standing.check', 'sweep.read'], expiresAt: new Date('2999-01-01') });
  });

  it('says what is wrong', async () => {
    await expect(create(operator, { scope: [] })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('--staff') });
    await expect(create(operator, { staff: 'nobody@example.com', scope: [] })).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('nobody@example.com') });
    await expect(create(operator, { member: '78', scope: [] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(create(operator, { machine: 'x', scope: ['standing.check'], expires: 'tomorrow' })).rejects.toMatchObject({ message: expect.stringContaining('--expires tomorrow') });
    expect(() => addScope('fly', [])).toThrow('--scope fly');
    expect(() => addRole('boss', [])).toThrow('--role boss');
  });

  it('the commands are those that the documentation names', () => {
    expect(keyCommand().commands.map((command) => command.name())).toEqual(['create', 'list', 'revoke']);
    expect(staffCommand().commands.map((command) => command.name())).toEqual(['add', 'list', 'roles', 'invite', 'disable', 'enable']);
  });
});
