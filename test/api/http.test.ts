import { createServer } from 'node:http';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeWorld, type World } from './setup.ts';

const testDb = useTestDb();
let world: World;
let admin: { id: number; key: string };
const server = createServer((incoming, outgoing) => void getRequestListener(world.app.fetch)(incoming, outgoing));

beforeAll(async () => {
  world = makeWorld(testDb().db);
  admin = await world.staff('administrator', 'author', 'reviewer');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** A body in chunks, without a length, over a real socket; what the server answers while or after it is sent. */
function sendChunked(path: string, headers: Record<string, string>, pieces: Iterable<string>): Promise<{ status: number; body: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, method: 'POST', headers: { Authorization: `Bearer ${admin.key}`, 'Transfer-Encoding': 'chunked', ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> }));
    });
    sent.on('error', reject);
    for (const piece of pieces) sent.write(piece);
    sent.end();
  });
}

describe('errors', () => {
  it('are problem+json with code, page, detail and request id', async () => {
    const called = await world.call('GET', '/api/v1/affiliates/999999', { key: admin.key, headers: { 'X-Request-Id': 'order-77' } });
    expect(called.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    expect(called.headers.get('X-Request-Id')).toBe('order-77');
    const page = 'http://127.0.0.1:3000/docs/errors/NOT_FOUND';
    expect(called.body).toEqual({ type: page, title: expect.any(String), status: 404, detail: 'affiliate 999999 was not found', code: 'NOT_FOUND', docs: page, requestId: 'order-77' });
  });

  it('an odd request id is replaced', async () => {
    for (const bad of ['a b', 'x'.repeat(101), '<script>']) expect((await world.call('GET', '/healthz', { headers: { 'X-Request-Id': bad } })).headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('unknown routes are 404, known ones with another method 405 with Allow', async () => {
    expect((await world.call('GET', '/nothing')).body).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await world.call('GET', '/api/v1/nothing', { key: admin.key })).body).toMatchObject({ status: 404 });
    const called = await world.call('DELETE', '/api/v1/affiliates/1', { key: admin.key });
    expect(called.body).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(called.headers.get('Allow')).toBe('GET');
  });

  it('input faults name the path, the expectation and the value', async () => {
    const { key } = admin;
    const broken = await world.call('POST', '/api/v1/staff', { key, body: '{"email": ' });
    expect(broken.body).toMatchObject({ status: 422, code: 'INVALID_INPUT', issues: [{ path: 'body', message: expect.stringContaining('not JSON') }] });
    expect((await world.call('POST', '/api/v1/staff', { key, body: 'email=x', headers: { 'Content-Type': 'text/plain' } })).body).toMatchObject({ status: 422, issues: [{ path: 'body' }] });
    expect((await world.call('POST', '/api/v1/staff', { key, body: { email: 'x@example.com', name: 'x', roles: ['viewer', 'boss'] } })).body).toMatchObject({ issues: [{ path: 'roles.1', value: 'boss' }] });
    expect((await world.call('POST', '/api/v1/staff', { key, body: { email: 'x@example.com', name: 'x', roles: ['viewer'], admin: true } })).body).toMatchObject({ status: 422, detail: expect.stringContaining('admin') });
    expect((await world.call('GET', '/api/v1/affiliates/abc', { key })).body).toMatchObject({ status: 422, issues: [{ path: 'id', value: 'abc' }] });
    expect((await world.call('GET', '/api/v1/affiliates?limit=1000', { key })).body).toMatchObject({ status: 422, issues: [{ path: 'limit' }] });
    expect((await world.call('GET', '/api/v1/affiliates?memberID=11', { key })).body, 'a misspelt filter must not list all').toMatchObject({ status: 422, detail: expect.stringContaining('memberID') });
    const policy = { permission: 'open_api', requirements: [{ fact: 'sitess', operator: 'gte', value: 1, code: 'x_y', title: { 'zh-CN': 'x', en: 'x' }, remedy: { 'zh-CN': 'x', en: 'x' } }] };
    expect((await world.call('POST', '/api/v1/policies', { key, body: policy })).body).toMatchObject({ issues: [{ path: 'requirements.0.fact', value: 'sitess' }] });
  });

  it('a fault of ours tells nothing but the request id', async () => {
    const db = new Proxy(world.deps.db, { get: (_, name) => () => { throw new Error(`secret detail of ${String(name)}`); } });
    const answer = await createApp({ ...world.deps, db }).request('/api/v1/me', { headers: { Authorization: `Bearer ${admin.key}`, 'X-Request-Id': 'r1' } });
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ code: 'INTERNAL', requestId: 'r1' });
    expect(text).not.toContain('secret');
  });

  it('a database that refuses is 503 with Retry-After, and readyz says so without its address', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), { code: 'ECONNREFUSED' });
    const db = new Proxy(world.deps.db, { get: () => () => Promise.reject(new Error('Failed query', { cause: refused })) });
    const app = createApp({ ...world.deps, db: new Proxy(db, { get: (target, name) => (name === 'select' ? () => { throw new Error('Failed query', { cause: refused }); } : (Reflect.get(target, name) as unknown)) }) });
    const answer = await app.request('/api/v1/me', { headers: { Authorization: `Bearer ${admin.key}` } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Retry-After')).toBe('5');
    const ready = await app.request('/readyz');
    expect(ready.status).toBe(503);
    const text = await ready.text();
    expect(text).toContain('ECONNREFUSED');
    expect(text).not.toContain('10.1.2.3');
    expect((await app.request('/healthz')).status).toBe(200);
  });

  it('a healthy installation is ready', async () => {
    expect((await world.call('GET', '/readyz')).body).toMatchObject({ status: 'ready', checks: { database: { ok: true } } });
  });
});

describe('bodies', () => {
  it('above 1 MB are refused, also when they come in chunks and name no length', async () => {
    const piece = `"${'x'.repeat(99_998)}",`;
    const chunked = await sendChunked('/api/v1/staff', { 'Content-Type': 'application/json' }, ['[', ...Array.from({ length: 11 }, () => piece)]);
    expect(chunked).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } });
    expect((await world.call('POST', '/api/v1/staff', { key: admin.key, body: 'x'.repeat(1_000_001), headers: { 'Content-Length': '1000001' } })).status).toBe(413);
  });

  it('small ones in chunks are taken', async () => {
    const text = JSON.stringify({ email: 'chunk@example.com', name: 'Chunk', roles: ['viewer'] });
    expect(await sendChunked('/api/v1/staff', { 'Content-Type': 'application/json' }, [text.slice(0, 9), text.slice(9)])).toMatchObject({ status: 201, body: { email: 'chunk@example.com' } });
  });

  it('an import is read as a stream, beyond 1 MB and in chunks', async () => {
    const header = 'member_id,name,email,locale,resource_kind,resource_name,url,category,promotion_scene,icp,description,daily_uv,contact,pids\n';
    function* lines(): Generator<string> {
      yield header;
      for (let i = 1; i <= 300; i += 1) yield `${5_000 + i},推广者${i},m${i}@example.com,zh-CN,site,站点${i},https://bulk${i}.example.cn/,,,,${'介绍'.repeat(900)},,,mm_${5_000 + i}_1_1\n`;
      yield 'notanumber,x,x@example.com,zh-CN,,,,,,,,,,\n';
    }
    const done = await sendChunked('/api/v1/imports?initialStanding=cross_store_settlement%3Dgranted', { 'Content-Type': 'text/csv' }, lines());
    expect(done).toMatchObject({ status: 200, body: { rows: 301, good: 300, badRows: 1, affiliatesNew: 300, versionsNew: 300, bad: [{ line: 302, column: 'member_id', value: 'notanumber' }], badNotShown: 0 } });
    const again = await sendChunked('/api/v1/imports', { 'Content-Type': 'text/csv' }, lines());
    expect(again).toMatchObject({ body: { affiliatesNew: 0, versionsNew: 0 } });
    expect((await world.call('GET', '/api/v1/permissions/cross_store_settlement/check?pid=mm_5007_1_1', { key: admin.key })).body).toMatchObject({ granted: true, state: 'granted', memberId: '5007' });
    expect(await sendChunked('/api/v1/imports', { 'Content-Type': 'application/json' }, ['{}'])).toMatchObject({ status: 422 });
  });

  it('an import that names more than 64 MB is refused before it is read', async () => {
    const called = await world.call('POST', '/api/v1/imports', { key: admin.key, body: 'member_id\n', headers: { 'Content-Type': 'text/csv', 'Content-Length': '64000001' } });
    expect(called.body).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });
});
