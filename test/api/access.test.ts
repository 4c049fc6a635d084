import { beforeAll, describe, expect, it } from 'vitest';
import { revokeKey, setStaffDisabled } from '../../src/auth/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeWorld, type World } from './setup.ts';

const testDb = useTestDb();
let world: World;
let mine: Awaited<ReturnType<World['affiliate']>>;
let other: Awaited<ReturnType<World['affiliate']>>;
beforeAll(async () => {
  world = makeWorld(testDb().db);
  mine = await world.affiliate('11');
  other = await world.affiliate('22');
});

interface Route {
  method: string;
  path: string;
  scope: string | undefined;
}

async function routes(): Promise<Route[]> {
  const { paths } = (await world.call('GET', '/openapi.json')).body as unknown as { paths: Record<string, Record<string, { 'x-scope'?: string }>> };
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, scope: operation['x-scope'] })));
}

describe('without a valid key', () => {
  it('every route answers 401 as a problem, whatever is sent', async () => {
    let from = 0;
    for (const { method, path } of await routes()) {
      const called = await world.call(method, `/api/v1${path.replaceAll(/\{\w+\}/g, '1')}`, { from: `198.51.100.${(from += 1)}`, ...(method === 'GET' ? {} : { body: '{' }) });
      expect(called.status, `${method} ${path}`).toBe(401);
      expect(called.body).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
      expect(called.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
    }
  });

  it('a revoked key, a wrong secret, another scheme, and the key of a disabled person are refused', async () => {
    const person = await world.staff('viewer');
    expect((await world.call('GET', '/api/v1/me', { key: person.key })).status).toBe(200);
    await setStaffDisabled(world.operator, { staffId: person.id, disabled: true });
    const gone = await world.staff('viewer');
    await revokeKey(world.operator, gone.key.split('_')[1] as string);
    const from = '203.0.113.9';
    for (const key of [person.key, gone.key, `${mine.key}x`, mine.key.replace('tg_', 'xx_')]) expect((await world.call('GET', '/api/v1/me', { key, from })).status, key).toBe(401);
    expect((await world.call('GET', '/api/v1/me', { headers: { Authorization: `Basic ${mine.key}` }, from })).body).toMatchObject({ code: 'UNAUTHENTICATED', detail: expect.stringContaining('Bearer') });
  });

  it('too many failures from one address are slowed down; a valid key still passes, and forged forwarding changes nothing', async () => {
    const from = '203.0.113.77';
    const statuses: number[] = [];
    for (let i = 0; i < 22; i += 1) statuses.push((await world.call('GET', '/api/v1/me', { key: `${mine.key}x`, from, headers: { 'X-Forwarded-For': `10.0.0.${i}` } })).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 401), 429, 429]);
    const limited = await world.call('GET', '/api/v1/me', { from });
    expect(limited.body).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    expect(Number(limited.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(Number(limited.headers.get('Retry-After'))).toBeLessThanOrEqual(60);
    expect((await world.call('GET', '/api/v1/me', { key: mine.key, from })).status).toBe(200);
    expect((await world.call('GET', '/api/v1/me', { from: '203.0.113.78' })).status).toBe(401);
  });
});

describe('an affiliate', () => {
  /** A body that is well formed for each route that takes one, so that nothing but ownership can refuse it. */
  const bodies: Record<string, unknown> = {
    '/affiliates/{id}/resources': { kind: 'site', name: 'x', url: 'https://new.example.cn/' },
    '/affiliates/{id}/placements': { pid: 'mm_22_9_9' },
    '/resources/{id}/record': { name: 'taken over' },
    '/resources/{id}/proofs': { method: 'file' },
  };
  const queries: Record<string, string> = { '/resources/{id}/diff': '?from=1&to=1' };

  it('gets 404 on every route of its own kind that names a thing of another, exactly as for one that does not exist', async () => {
    const owned = (await routes()).filter(({ path }) => /^\/(affiliates|resources)\/\{id\}/.test(path));
    expect(owned.length).toBeGreaterThan(12);
    for (const { method, path } of owned) {
      const at = (id: number) => `/api/v1${path.replace('{id}', String(id)).replace('{messageId}', '1').replace('{method}', 'file')}${queries[path] ?? ''}`;
      const body = method === 'GET' || path.endsWith('/check') ? undefined : bodies[path];
      if (method !== 'GET' && !path.endsWith('/check')) expect(body, `a body for ${path}`).toBeDefined();
      const foreign = path.startsWith('/affiliates') ? other.id : other.resourceId;
      const theirs = await world.call(method, at(foreign), { key: mine.key, body });
      const nobodys = await world.call(method, at(999_999), { key: mine.key, body });
      expect(theirs.status, `${method} ${path}`).toBe(404);
      expect(nobodys.status, `${method} ${path}`).toBe(404);
      expect(String(theirs.body['detail']).replaceAll(String(foreign), '#'), `${method} ${path}`).toBe(String(nobodys.body['detail']).replaceAll('999999', '#'));
    }
  });

  it('nor by PID, nor as a case or a standing of another', async () => {
    for (const [method, path, body] of [
      ['GET', `/placements/${other.pid}`],
      ['GET', `/permissions/cross_store_settlement/check?pid=${other.pid}`],
      ['GET', `/cases?affiliateId=${other.id}`],
      ['GET', '/cases/999999'],
      ['POST', '/cases', { affiliateId: other.id, permission: 'cross_store_settlement' }],
    ] as const) {
      expect((await world.call(method, `/api/v1${path}`, { key: mine.key, body })).status, path).toBe(404);
    }
  });

  it('gets 403 on every route of the staff, whether the thing exists or not', async () => {
    const own = new Set(['records.read', 'records.edit', 'crawl.read', 'standing.check', 'notices.read', 'cases.read', 'cases.open', undefined]);
    const wellFormed: Record<string, unknown> = {
      '/imports': 'member_id\n',
      '/observations/decisions': { ids: [1], decision: 'confirm' },
      '/policies': { permission: 'open_api', requirements: [{ fact: 'sites', operator: 'gte', value: 1, code: 'no_site', title: { 'zh-CN': 'x', en: 'x' }, remedy: { 'zh-CN': 'x', en: 'x' } }] },
      '/sweeps': { policy: 'open_api' },
      '/sweeps/{id}/approve': { hash: 'abcdefabcdef' },
      '/deliveries/{id}/resolve': { outcome: 'resend', reason: 'because' },
      '/suppressions/lift': { address: 'a@example.com' },
      '/keys': { name: 'x', affiliateId: mine.id },
      '/staff': { email: 'me@example.com', name: 'x', roles: ['approver'] },
      '/staff/{id}/roles': { roles: ['approver'] },
      '/staff/{id}/disabled': { disabled: true },
    };
    const staffOnly = (await routes()).filter(({ scope }) => !own.has(scope));
    expect(staffOnly.length).toBeGreaterThan(18);
    for (const { method, path } of staffOnly) {
      const url = `/api/v1${path.replaceAll(/\{\w+\}/g, '1')}${path === '/policies' && method === 'GET' ? '?permission=open_api' : ''}`;
      const headers: Record<string, string> = path === '/imports' ? { 'Content-Type': 'text/csv' } : {};
      const called = await world.call(method, url, { key: mine.key, body: method === 'GET' ? undefined : wellFormed[path], headers });
      expect(called.status, `${method} ${path}: ${called.text}`).toBe(403);
    }
  });

  it('sees and edits its own', async () => {
    const { key } = mine;
    expect((await world.call('GET', '/api/v1/me', { key })).body).toEqual({ kind: 'affiliate', affiliateId: mine.id, scopes: null });
    expect((await world.call('GET', `/api/v1/affiliates/${mine.id}`, { key })).body).toMatchObject({ id: mine.id, memberId: '11', createdAt: '2013-12-01T01:00:00.000Z' });
    const edited = await world.call('PATCH', `/api/v1/resources/${mine.resourceId}/record`, { key, body: { icp: '浙ICP备12345678号-1' } });
    expect(edited.body).toEqual({ resourceId: mine.resourceId, version: 2, changes: [{ field: 'icp', before: null, after: '浙ICP备12345678号-1' }] });
    const history = await world.call('GET', `/api/v1/resources/${mine.resourceId}/history`, { key });
    expect(history.body).toMatchObject({ items: [{ version: 2, changedBy: `affiliate:${mine.id}` }, { version: 1, changedBy: 'operator' }] });
    expect((await world.call('GET', `/api/v1/resources/${mine.resourceId}/diff?from=2&to=1`, { key })).body).toMatchObject({ changes: [{ field: 'icp', after: null }] });
    expect((await world.call('GET', `/api/v1/affiliates/${mine.id}/resources`, { key })).body).toMatchObject({ items: [{ id: mine.resourceId, fields: { name: '山野徒步' } }], next: null });
    expect((await world.call('GET', `/api/v1/affiliates/${mine.id}/messages`, { key })).body).toEqual({ items: [], next: null, unread: 0 });
    expect((await world.call('GET', '/api/v1/cases', { key })).body).toEqual({ items: [], next: null });
    expect((await world.call('GET', `/api/v1/resources/${mine.resourceId}/report`, { key })).status, 'not judged yet').toBe(404);
    const proof = await world.call('POST', `/api/v1/resources/${mine.resourceId}/proofs`, { key, body: { method: 'dns' } });
    expect(proof.body).toMatchObject({ state: 'pending', place: { where: '_tuiguan.s11.example.cn' } });
    const shown = await world.call('GET', `/api/v1/resources/${mine.resourceId}`, { key });
    expect(shown.body).toMatchObject({ placements: [{ pid: mine.pid }], proofs: [{ method: 'dns', state: 'pending' }] });
    expect(shown.text, 'what is not documented is not answered').not.toMatch(/nextCrawlAt|"token"/);
  });
});

describe('a scoped key', () => {
  it('does what its scopes name and nothing else', async () => {
    const admin = await world.staff('administrator');
    const made = await world.call('POST', '/api/v1/keys', { key: admin.key, body: { name: 'reader', staffId: admin.id, scopes: ['records.read'] } });
    expect(made.status).toBe(201);
    const key = String(made.body['key']);
    expect((await world.call('GET', `/api/v1/affiliates/${mine.id}`, { key })).status).toBe(200);
    const refused = await world.call('GET', '/api/v1/staff', { key });
    expect(refused.body).toMatchObject({ code: 'FORBIDDEN', detail: expect.stringContaining('scopes of this key (records.read)') });
    const listed = await world.call('GET', `/api/v1/keys?staffId=${admin.id}`, { key: admin.key });
    expect(listed.text).toContain(made.body['prefix']);
    expect(listed.text).not.toContain(key.split('_')[2]);
    expect((await world.call('POST', `/api/v1/keys/${made.body['prefix']}/revoke`, { key: admin.key })).body).toMatchObject({ revokedAt: expect.any(String) });
    expect((await world.call('GET', '/api/v1/me', { key })).status).toBe(401);
  });
});
