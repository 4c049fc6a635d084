import { beforeAll, expect, it } from 'vitest';
import { sample } from '../../src/web/docs/schema-rows.ts';
import type { ApiDocument, Entry } from '../../src/web/docs/document.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeWorld, type World } from './setup.ts';

const testDb = useTestDb();
let world: World;
let key = '';
let entries: Entry[];
let document: ApiDocument;
beforeAll(async () => {
  world = makeWorld(testDb().db);
  ({ key } = await world.staff('viewer', 'reviewer', 'author', 'approver', 'administrator'));
  document = (await world.call('GET', '/openapi.json')).body as unknown as ApiDocument;
  entries = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method, path, operation })));
});

const ODD = ['0', '-1', '1e3', '999999999999999', '99999999999999999999', '%00', 'a%00b', '%E0%A4%A', '%27%3B--', '%F0%9F%98%80', '%ED%A0%80', 'x'.repeat(3_000), 'mm_1_1_1', 'cross_store_settlement@99999999999'];
const ODD_VALUES = [null, '', '\0', 'a\0b', '\ud800', -1, 1.5, 99_999_999_999, 9_007_199_254_740_991, true, [], {}, ['\0'], 'cross_store_settlement@99999999999', 'x'.repeat(5_000)];

/** Every odd path and query of a route, and its sample body with each field made odd in turn. */
function* requests({ method, path, operation }: Entry): Generator<{ path: string; body?: unknown }> {
  const parameters = operation.parameters ?? [];
  const fine = parameters.filter((one) => one.in === 'path').reduce((at, one) => at.replace(`{${one.name}}`, encodeURIComponent(String(sample(document, one.schema ?? {})))), path);
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = schema ? (sample(document, schema) as Record<string, unknown>) : undefined;
  const given = body === undefined ? {} : { body };
  for (const odd of ODD) {
    if (path.includes('{')) yield { path: path.replaceAll(/\{\w+\}/g, odd), ...given };
    for (const one of parameters.filter((each) => each.in === 'query')) yield { path: `${fine}?${one.name}=${odd}`, ...given };
  }
  if (method === 'get' || !body) return;
  for (const value of ODD_VALUES) {
    yield { path: fine, body: value };
    for (const field of Object.keys(document.components.schemas[schema?.$ref?.split('/').at(-1) ?? '']?.properties ?? schema?.properties ?? {})) yield { path: fine, body: { ...body, [field]: value } };
  }
}

it('no odd path, query or body makes a fault of ours', async () => {
  const faults: string[] = [];
  let asked = 0;
  for (const entry of entries) {
    for (const { path, body } of requests(entry)) {
      const called = await world.call(entry.method.toUpperCase(), `/api/v1${path}`, { key, body: body === undefined ? undefined : JSON.stringify(body) });
      asked += 1;
      if (called.status >= 500) faults.push(`${called.status} ${entry.method} ${path.slice(0, 120)} ${JSON.stringify(body)?.slice(0, 160)}`);
    }
  }
  expect(asked).toBeGreaterThan(1_000);
  expect(faults).toEqual([]);
}, 60_000);
