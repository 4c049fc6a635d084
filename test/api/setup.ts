import { createApp } from '../../src/app.ts';
import { createKey, createStaff } from '../../src/auth/index.ts';
import type { Db } from '../../src/db/client.ts';
import { type Ctx, makeCtx, type Role } from '../../src/lib/ctx.ts';
import { addPlacement, createAffiliate, registerResource } from '../../src/records/index.ts';
import { makeTestDeps, type TestDeps } from '../helpers/deps.ts';

export interface Called {
  status: number;
  headers: Headers;
  // The answer as JSON; tests look into it freely.
  body: Record<string, never> & { [key: string]: unknown };
  text: string;
}

export interface World {
  deps: TestDeps;
  operator: Ctx;
  app: ReturnType<typeof createApp>;
  /** One request. `body` is sent as JSON unless it is text already. */
  call(method: string, path: string, options?: { key?: string; body?: unknown; headers?: Record<string, string>; from?: string }): Promise<Called>;
  /** A new member of the staff with a key. */
  staff(...roles: Role[]): Promise<{ id: number; key: string }>;
  affiliate(memberId: string): Promise<{ id: number; memberId: string; key: string; resourceId: number; pid: string }>;
}

let serial = 0;

/** An application on the test database, and the people who call it. */
export function makeWorld(db: Db): World {
  const deps = makeTestDeps({ db });
  const app = createApp(deps);
  const operator = makeCtx(deps, { kind: 'operator' }, 'test');
  return {
    deps,
    operator,
    app,
    async call(method, path, { key, body, headers = {}, from } = {}) {
      const sent = body === undefined ? {} : typeof body === 'string' ? { body } : { body: JSON.stringify(body) };
      const answer = await app.request(
        path,
        { method, headers: { ...(key ? { Authorization: `Bearer ${key}` } : {}), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers }, ...sent },
        { incoming: { socket: { remoteAddress: from ?? '192.0.2.1' } } },
      );
      const text = await answer.text();
      const json = /json/.test(answer.headers.get('Content-Type') ?? '');
      return { status: answer.status, headers: answer.headers, text, body: (json ? JSON.parse(text) : {}) as Called['body'] };
    },
    async staff(...roles) {
      const made = await createStaff(operator, { email: `person${(serial += 1)}@example.com`, name: `Person ${serial}`, roles });
      return { id: made.id, key: (await createKey(operator, { name: 'test', staffId: made.id })).key };
    },
    async affiliate(memberId) {
      const made = await createAffiliate(operator, { memberId, name: `推广者 ${memberId}`, email: `a${memberId}@example.com` });
      const resource = await registerResource(operator, { affiliateId: made.id, fields: { kind: 'site', name: '山野徒步', url: `https://s${memberId}.example.cn/` } });
      const placement = await addPlacement(operator, { affiliateId: made.id, pid: `mm_${memberId}_1_1`, resourceId: resource.id });
      const { key } = await createKey(operator, { name: 'test', affiliateId: made.id });
      return { id: made.id, memberId, key, resourceId: resource.id, pid: placement.pid };
    },
  };
}
