import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/client.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeWorld, type World } from './setup.ts';

const testDb = useTestDb();
let world: World;
let admin: { id: number; key: string };
let serial = 0;
beforeAll(async () => {
  world = makeWorld(testDb().db);
  admin = await world.staff('administrator');
});

const person = () => ({ email: `idem${(serial += 1)}@example.com`, name: '小林', roles: ['viewer'] });
const add = (key: string, body: unknown, who = admin.key, path = '/api/v1/staff') => world.call('POST', path, { key: who, body, headers: { 'Idempotency-Key': key } });
const countOf = async (email: string) => (await rows(world.deps.db, sql`select 1 from staff where email = ${email}`)).length;

describe('Idempotency-Key', () => {
  it('the same request is done once and answered alike, letter by letter', async () => {
    const body = person();
    const first = await add('k-1', body);
    expect(first.status).toBe(201);
    expect(first.headers.get('Idempotent-Replay')).toBeNull();
    const again = await add('k-1', body);
    expect(again.status).toBe(201);
    expect(again.headers.get('Idempotent-Replay')).toBe('true');
    expect(again.text).toBe(first.text);
    expect(await countOf(body.email)).toBe(1);
  });

  it('another body or another path with the same key is refused, and does nothing', async () => {
    const body = person();
    await add('k-2', body);
    const other = person();
    expect((await add('k-2', other)).body).toMatchObject({ status: 422, code: 'INVALID_INPUT', issues: [{ path: 'Idempotency-Key', value: 'k-2' }] });
    expect(await countOf(other.email)).toBe(0);
    expect((await add('k-2', body, admin.key, '/api/v1/affiliates')).status).toBe(422);
  });

  it('of ten at once one is done; the others are told to wait or get its answer', async () => {
    const body = person();
    const answers = await Promise.all(Array.from({ length: 10 }, () => add('k-3', body)));
    expect(await countOf(body.email)).toBe(1);
    const statuses = answers.map((answer) => answer.status);
    expect(answers.filter((answer) => answer.status === 201 && answer.headers.get('Idempotent-Replay') === null)).toHaveLength(1);
    for (const answer of answers.filter((one) => one.status !== 201)) {
      expect(answer.body).toMatchObject({ status: 409, code: 'CONFLICT' });
      expect(answer.headers.get('Retry-After')).toBe('1');
    }
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
  });

  it('a refusal changed nothing and is not kept: the same request may succeed later', async () => {
    const viewer = await world.staff('viewer');
    const body = person();
    expect((await add('k-4', body, viewer.key)).status).toBe(403);
    await world.call('PUT', `/api/v1/staff/${viewer.id}/roles`, { key: admin.key, body: { roles: ['administrator'] } });
    expect((await add('k-4', body, viewer.key)).status).toBe(201);
  });

  it('belongs to who sent it', async () => {
    const second = await world.staff('administrator');
    await add('k-5', person());
    expect((await add('k-5', person(), second.key)).status).toBe(201);
  });

  it('one whose request was cut off is not done again blindly', async () => {
    const body = person();
    await add('k-6', body);
    await world.deps.db.execute(sql`update idempotency set status = null, body = null, created_at = ${new Date(Date.now() - 600_000).toISOString()}::timestamptz where key = 'k-6'`);
    expect((await add('k-6', body)).body).toMatchObject({ status: 409, detail: expect.stringContaining('cut off') });
  });

  it('after a day the key is free again', async () => {
    await add('k-7', person());
    await world.deps.db.execute(sql`update idempotency set created_at = ${new Date(Date.now() - 25 * 3_600_000).toISOString()}::timestamptz where key = 'k-7'`);
    expect((await add('k-7', person())).status).toBe(201);
  });

  it('is not taken where the answer holds a secret, and an unfit one is refused', async () => {
    const refused = await add('k-8', { name: 'x', scopes: ['standing.check'] }, admin.key, '/api/v1/keys');
    expect(refused.body).toMatchObject({ status: 422, issues: [{ path: 'Idempotency-Key' }] });
    expect((await add('with space', person())).status).toBe(422);
    expect((await add('x'.repeat(201), person())).status).toBe(422);
  });
});
