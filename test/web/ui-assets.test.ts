import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { assetsApp, assetUrl } from '../../src/web/ui/index.ts';
import { minifyCss } from '../../src/web/ui/minify.ts';

const app = assetsApp();

describe('assets', () => {
  it('are kept for good by browsers, under an address that changes with their content', async () => {
    const answer = await app.request(assetUrl('app.css'));
    expect(answer.status).toBe(200);
    expect(assetUrl('app.css')).toMatch(/^\/assets\/app\.[0-9a-f]{12}\.css$/);
    expect(answer.headers.get('Content-Type')).toBe('text/css; charset=utf-8');
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  });

  it('answer a browser that has them with 304', async () => {
    const etag = (await app.request(assetUrl('app.js'))).headers.get('ETag') ?? '';
    const again = await app.request(assetUrl('app.js'), { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('come zipped to who takes that, and hold the same', async () => {
    const plain = await (await app.request(assetUrl('app.css'))).text();
    const zipped = await app.request(assetUrl('app.css'), { headers: { 'Accept-Encoding': 'br, gzip' } });
    expect(zipped.headers.get('Content-Encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString('utf8')).toBe(plain);
  });

  it('are refused under another hash or name', async () => {
    expect((await app.request('/assets/app.000000000000.css')).status).toBe(404);
    expect((await app.request('/assets/..%2F..%2Fview.ts')).status).toBe(404);
    expect(() => assetUrl('nothing.js')).toThrow(/nothing\.js/);
  });

  it('leave room for a page of 60 kB: what every page carries stays below 33 kB', async () => {
    const sizes = await Promise.all(['app.css', 'app.js'].map(async (name) => (await (await app.request(assetUrl(name))).text()).length));
    expect(sizes.reduce((all, each) => all + each, 0)).toBeLessThan(33_000);
  });

  it('name a custom property alike in every sheet of a page', async () => {
    const [system, portal] = await Promise.all(['app.css', 'portal.css'].map(async (name) => (await app.request(assetUrl(name))).text()));
    const declared = new Set([...(system ?? '').matchAll(/[{;](--[\w-]+):/g)].map((each) => each[1]));
    const used = [...(portal ?? '').matchAll(/var\((--[\w-]+)/g)].map((each) => each[1]);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => !declared.has(name))).toEqual([]);
  });

  it('keep the meaning of CSS when they are made small', () => {
    expect(minifyCss('/* a */ .a > .b:hover { color: red ; width: calc(1rem + 2px) ; }\n.c :not(.d) { top: 0 }\n@media (max-width: 40rem) { .c { margin: 0 } }')).toBe('.a > .b:hover{color:red;width:calc(1rem + 2px)}.c :not(.d){top:0}@media (max-width: 40rem){.c{margin:0}}');
    expect(minifyCss(':root{--line:#eee;--line-strong:#888}.a{border-color:var(--line-strong,var(--line))}.b--c{top:0}')).toBe(':root{--0:#eee;--1:#888}.a{border-color:var(--1,var(--0))}.b--c{top:0}');
  });
});
