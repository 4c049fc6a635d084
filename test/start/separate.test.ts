import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { useTestDb } from '../helpers/db.ts';
import { makeScene } from '../faults/scene.ts';
import { eventually, SERVER, start, type Started, WORKERS } from './process.ts';
import { startBox } from './smtp-box.ts';

vi.setConfig({ testTimeout: 240_000 });

const testDb = useTestDb();
const redis = process.env['TEST_REDIS_URL'];
const open: Started[] = [];
let box: Awaited<ReturnType<typeof startBox>>;

beforeAll(async () => {
  box = await startBox();
});
afterAll(async () => {
  for (const each of open) await each.signal('SIGKILL');
  await box.close();
});

/** The API in one process and the workers in another: what is asked for over HTTP leaves as a mail. */
async function aMailGoesThrough(more: Record<string, string>): Promise<void> {
  const env = { DATABASE_URL: testDb().url, DATABASE_OWNER_URL: testDb().ownerUrl, SMTP_URL: box.url, PORT: '0', LOG_LEVEL: 'info', ...more };
  const server = start(SERVER, env);
  const workers = start(WORKERS, env);
  open.push(server, workers);
  const scene = await makeScene(testDb());
  const before = (await box.mails()).length;
  const affiliates = await scene.failing(3);
  const author = await scene.keyOf('author');
  const approver = await scene.keyOf('approver');
  const [, url] = (await server.says(/serving at (http:\S+), data/)) as unknown as [string, string];
  await workers.says(/working on/);
  const ask = async (key: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${url}/api/v1${path}`, { method: body ? 'POST' : 'GET', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) });
    expect([path, answer.status, answer.ok ? '' : await answer.clone().text()]).toEqual([path, expect.any(Number), '']);
    return (await answer.json()) as Record<string, unknown>;
  };
  await ask(author, '/policies', scene.definition);
  const { sweepId } = await ask(author, '/sweeps', { policy: 'cross_store_settlement', noticeDays: 5 });
  let planned: Record<string, unknown> = {};
  await eventually('the workers plan', async () => (planned = await ask(author, `/sweeps/${String(sweepId)}`))['state'] === 'planned', 30_000, () => workers.said() + JSON.stringify(planned), 100);
  await ask(approver, `/sweeps/${String(sweepId)}/approve`, { hash: planned['planHash'], confirmClosings: 3 });
  await ask(author, `/sweeps/${String(sweepId)}/run`, {});
  await eventually('the mails leave', async () => (await box.mails()).length >= before + 3, 30_000, workers.said, 100);
  expect((await box.mails()).slice(0, 3).flatMap((mail) => mail.to).sort()).toEqual(affiliates.map((each) => each.email).sort());
  expect(await workers.signal('SIGINT')).toMatchObject({ code: 0 });
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(await server.signal('SIGINT')).toMatchObject({ code: 0 });
}

describe('start:server and start:workers on a real database', () => {
  test('with the queue on PostgreSQL a mail goes through', async () => {
    await aMailGoesThrough({});
  });

  test('with the queue on Redis a mail goes through', async (context) => {
    if (!redis) return context.skip('TEST_REDIS_URL is unset: no Redis to run the queue on');
    await aMailGoesThrough({ REDIS_URL: redis });
  });

  test('workers refuse a database whose tables are not of this release', async () => {
    const other = new URL(inject('testServer').superUrl);
    other.pathname = '/template1';
    const { code, said } = await start(WORKERS, { DATABASE_URL: other.href, SMTP_URL: box.url }).ended;
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('npm run migrate') as string });
  });
});
