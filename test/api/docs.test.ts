import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { ERROR_CATALOGUE } from '../../src/lib/errors.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeWorld, type World } from './setup.ts';

const testDb = useTestDb();
let world: World;
beforeAll(() => {
  world = makeWorld(testDb().db);
});

interface Operation {
  summary?: string;
  operationId?: string;
  tags?: string[];
  responses: Record<string, { description: string; content: Record<string, { schema: unknown }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
  tags: { name: string }[];
}

async function openapi(): Promise<Document> {
  return (await world.call('GET', '/openapi.json')).body as unknown as Document;
}

describe('the OpenAPI document', () => {
  it('is 3.1 and tells of every route that the API serves', async () => {
    const document = await openapi();
    expect(document.openapi).toMatch(/^3\.1\./);
    const told = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} /api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`));
    const served = world.app.routes.filter((route) => route.method !== 'ALL' && route.path.startsWith('/api/v1/')).map((route) => `${route.method} ${route.path}`);
    expect(new Set(told)).toEqual(new Set(served));
    expect(told.length).toBeGreaterThan(35);
  });

  it('gives each operation a unique id, a summary, a known group, an answer with a schema, and its errors as problems', async () => {
    const document = await openapi();
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(new Set(operations.map((one) => one.operationId)).size).toBe(operations.length);
    const groups = new Set(document.tags.map((tag) => tag.name));
    for (const one of operations) {
      const where = one.operationId ?? JSON.stringify(one);
      expect(one.summary, where).toBeTruthy();
      expect(groups.has(one.tags?.[0] ?? ''), where).toBe(true);
      const statuses = Object.keys(one.responses);
      expect(statuses.filter((status) => status.startsWith('2')), where).toHaveLength(1);
      expect(statuses, where).toEqual(expect.arrayContaining(['401', '403', '422', '429', '500', '503']));
      for (const [status, response] of Object.entries(one.responses)) {
        const type = status.startsWith('2') ? 'application/json' : 'application/problem+json';
        expect(response.content[type]?.schema, `${where} ${status}`).toBeTruthy();
      }
    }
  });

  it('refers only to schemas that it holds', async () => {
    const document = await openapi();
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] as string);
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of refs) expect(document.components.schemas, ref).toHaveProperty([ref]);
  });
});

describe('the pages', () => {
  it('show every operation, with what it takes and a request to try', async () => {
    const { text, status, headers } = await world.call('GET', '/docs');
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toMatch(/^text\/html/);
    const document = await openapi();
    for (const one of Object.values(document.paths).flatMap((methods) => Object.values(methods))) expect(text).toContain(`id="${one.operationId}"`);
    expect(text).toContain('/api/v1/permissions/cross_store_settlement/check?pid=mm_12345678_1001_2001');
    expect(text).toContain('confirmClosings');
    expect(text).not.toMatch(/\[object|undefined|NaN/);
  });

  it('there is a page for every error code, and none for another', async () => {
    const all = await world.call('GET', '/docs/errors');
    for (const [code, { remedy }] of Object.entries(ERROR_CATALOGUE)) {
      const { status, text } = await world.call('GET', `/docs/errors/${code}`);
      expect(status, code).toBe(200);
      expect(text, code).toContain(remedy.split('`')[0]?.slice(0, 12).replaceAll('&', '&amp;'));
      expect(all.text).toContain(`/docs/errors/${code}`);
    }
    const none = await world.call('GET', '/docs/errors/%3Cscript%3E');
    expect(none.status).toBe(404);
    expect(none.text).not.toContain('<script>');
  });

  it.each(['/docs', '/docs/errors', '/docs/errors/NOT_FOUND'])('%s has no script, no inline style and nothing from elsewhere, under a strict policy', async (path) => {
    const { text, headers } = await world.call('GET', path);
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('the links of the documentation and its style sheet answer', async () => {
    const { text } = await world.call('GET', '/docs/errors');
    const links = [...text.matchAll(/href="(\/[^"#]*)"/g)].map((match) => match[1] as string);
    expect(links).toEqual(expect.arrayContaining(['/', '/docs', '/docs/errors', '/openapi.json', '/docs/style.css']));
    for (const link of new Set(links)) expect((await world.call('GET', link)).status, link).toBe(200);
  });
});

describe('what is mounted beside', () => {
  it('is listed on the landing page, keeps its own policy, and answers errors as everything does', async () => {
    const mailbox = new Hono();
    mailbox.get('/', (c) => c.text('mails', 200, { 'Content-Security-Policy': "default-src 'none'; frame-src 'self'" }));
    const app = createApp(world.deps, { mount: [['/mailbox', mailbox]] });
    expect(await (await app.request('/')).text()).toContain('href="/mailbox"');
    const page = await app.request('/mailbox');
    expect(await page.text()).toBe('mails');
    expect(page.headers.get('Content-Security-Policy')).toBe("default-src 'none'; frame-src 'self'");
    expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff');
    const nothing = await app.request('/mailbox/nothing');
    expect(nothing.status).toBe(404);
    expect(nothing.headers.get('Content-Type')).toMatch(/problem\+json/);
  });
});
