import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePageTransport } from '../../src/adapters/page-transport.ts';
import type { PageResponse, PageTransport } from '../../src/lib/ports.ts';
import { type LocalSite, serve } from '../crawl/local-site.ts';

const MAX = 2_000_000;
const zeros = Buffer.alloc(200_000_000);
const text = Buffer.from('<p>推广资源管理</p>'.repeat(50));
const emptyMember = gzipSync('');
const manyEmpty = Buffer.alloc(emptyMember.length * 2_000_000, emptyMember);
const bodies = new Map<string, { encoding: string | string[]; body: Buffer }>();
let site: LocalSite;
let transport: PageTransport;

beforeAll(async () => {
  const bomb = gzipSync(zeros);
  bodies.set('/bomb-gzip', { encoding: 'gzip', body: bomb });
  bodies.set('/bomb-br', { encoding: 'br', body: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }) });
  bodies.set('/bomb-nested', { encoding: 'gzip, gzip', body: gzipSync(bomb) });
  bodies.set('/bomb-inside', { encoding: 'gzip, gzip', body: gzipSync(manyEmpty) });
  bodies.set('/gzip', { encoding: 'gzip', body: gzipSync(text) });
  bodies.set('/br', { encoding: 'br', body: brotliCompressSync(text) });
  bodies.set('/deflate', { encoding: 'deflate', body: deflateSync(text) });
  bodies.set('/deflate-raw', { encoding: 'deflate', body: deflateRawSync(text) });
  bodies.set('/twice', { encoding: 'deflate, gzip', body: gzipSync(deflateSync(text)) });
  bodies.set('/doubled-header', { encoding: ['gzip', 'gzip'], body: gzipSync(text) });
  bodies.set('/not-gzip', { encoding: 'gzip', body: text });
  bodies.set('/unknown', { encoding: 'utf-8', body: text });
  bodies.set('/cut-gzip', { encoding: 'gzip', body: gzipSync(Buffer.concat([text, Buffer.from(crypto.getRandomValues(new Uint8Array(4_000)))])).subarray(0, 2_000) });
  bodies.set('/broken-br', { encoding: 'br', body: Buffer.alloc(3_000, 0xff) });
  bodies.set('/zstd', { encoding: 'zstd', body: text });
  bodies.set('/layers', { encoding: 'gzip, gzip, gzip, gzip, gzip, gzip', body: text });
  site = await serve('127.0.0.21', (request, response) => {
    const found = bodies.get(request.url ?? '');
    if (request.url === '/trickle') {
      response.write('<p>');
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    } else if (request.url === '/headers') {
      response.setHeader('X-Long', 'a'.repeat(60_000)).end('x');
    } else if (found) response.setHeader('Content-Encoding', found.encoding).end(found.body);
    else response.setHeader('X-Asked', JSON.stringify(request.headers)).setHeader('Set-Cookie', ['a=1', 'b=2']).end('plain');
  });
  transport = makePageTransport({ allowHosts: [`127.0.0.21:${site.port}`, `named.test:${site.port}=127.0.0.21`] });
}, 60_000);

afterAll(async () => {
  await transport.close();
  await site.close();
});

const get = (path: string, maxBytes = MAX, ms = 10_000, origin = site.url): Promise<PageResponse> =>
  transport.request({ url: new URL(path, origin), headers: { 'user-agent': 'TuiguanBot/0.1' }, maxBytes, signal: AbortSignal.timeout(ms) });

describe('bodies', () => {
  test.each(['/gzip', '/br', '/deflate', '/deflate-raw', '/twice', '/doubled-header', '/not-gzip', '/unknown'])('%s is read', async (path) => {
    const response = await get(path);
    expect(Buffer.from(response.body).equals(text)).toBe(true);
    expect(response.truncated).toBe(false);
  });

  test('a gzip body that was cut short is read as far as it goes', async () => {
    expect(Buffer.from((await get('/cut-gzip')).body).toString()).toContain('推广资源管理');
  });

  test.each(['/broken-br', '/zstd', '/layers'])('%s is refused', async (path) => {
    await expect(get(path)).rejects.toMatchObject({ code: 'BAD_ENCODING' });
  });

  test.each(['/bomb-gzip', '/bomb-br', '/bomb-nested', '/bomb-inside'])('%s costs neither memory nor time', async (path) => {
    let peak = 0;
    const before = process.memoryUsage().rss;
    const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss - before)), 2);
    const began = performance.now();
    const response = await get(path);
    const took = performance.now() - began;
    clearInterval(timer);
    peak = Math.max(peak, process.memoryUsage().rss - before);
    if (process.env['SHOW_FIGURES']) console.log(path, bodies.get(path)?.body.length, 'bytes sent,', Math.round(took), 'ms,', Math.round(peak / 1e6), 'MB');
    expect(response.truncated).toBe(true);
    expect(response.body.length).toBeLessThanOrEqual(MAX);
    expect(took).toBeLessThan(3_000);
    expect(peak).toBeLessThan(60_000_000);
    await expect.poll(() => site.open()).toBe(0);
  });
});

test('a trickle ends at the deadline and its connection is closed', async () => {
  const began = performance.now();
  await expect(get('/trickle', MAX, 300)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(performance.now() - began).toBeLessThan(2_000);
  await expect.poll(() => site.open()).toBe(0);
});

test('a head larger than the cap is refused', async () => {
  await expect(get('/headers')).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_OVERFLOW' });
});

test('a mapped name reaches its address, keeps its Host header, and names come back flat', async () => {
  const response = await get('/', MAX, 5_000, `http://named.test:${site.port}`);
  expect(response).toMatchObject({ status: 200, address: '127.0.0.21', truncated: false });
  expect(response.headers['set-cookie']).toBe('a=1, b=2');
  expect(JSON.parse(response.headers['x-asked'] ?? '')).toMatchObject({ host: `named.test:${site.port}`, 'user-agent': 'TuiguanBot/0.1', 'accept-encoding': 'gzip, deflate, br' });
});

describe('names', () => {
  const through = (lookup: (host: string) => Promise<string[]>, url: string) =>
    makePageTransport({ allowHosts: [], lookup }).request({ url: new URL(url), headers: {}, maxBytes: MAX, signal: AbortSignal.timeout(1_000) });

  test.each([['127.0.0.21'], ['93.184.216.34', '10.0.0.1'], ['::ffff:127.0.0.1'], ['64:ff9b::7f00:1'], ['168.63.129.16']])('a host with the address %s is refused', async (...addresses) => {
    await expect(through(() => Promise.resolve(addresses), 'http://rebind.test/')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  test('a name is resolved once: what was checked is what is dialled', async () => {
    const answers = [['127.0.0.21'], ['127.0.0.99']];
    let asked = 0;
    const rebinding = makePageTransport({ allowHosts: [`rebind.test:${site.port}`], lookup: () => Promise.resolve(answers[asked++] ?? []) });
    const response = await rebinding.request({ url: new URL(`http://rebind.test:${site.port}/`), headers: {}, maxBytes: MAX, signal: AbortSignal.timeout(1_000) });
    expect(response.address).toBe('127.0.0.21');
    expect(asked).toBe(1);
  });

  test('a resolver that hangs ends at the deadline', async () => {
    await expect(through(() => new Promise(() => undefined), 'http://slow.test/')).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

test('one exchange at a time to an address, whatever the name', async () => {
  let now = 0;
  let most = 0;
  const busy = await serve('127.0.0.22', (_request, response) => {
    most = Math.max(most, (now += 1));
    setTimeout(() => ((now -= 1), response.end('x')), 15);
  });
  const names = ['a.test', 'b.test', 'c.test', 'd.test'];
  const polite = makePageTransport({ allowHosts: names.map((name) => `${name}:${busy.port}=127.0.0.22`) });
  await Promise.all(names.map((name) => polite.request({ url: new URL(`http://${name}:${busy.port}/`), headers: {}, maxBytes: MAX, signal: AbortSignal.timeout(5_000) })));
  await busy.close();
  expect(busy.requests).toHaveLength(4);
  expect(most).toBe(1);
});
