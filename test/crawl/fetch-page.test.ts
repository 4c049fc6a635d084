import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crawler, fetchFrom, type LocalSite, serve } from './local-site.ts';

let site: LocalSite;
let clickHost: LocalSite;
let flaky = 0;
let allow: string[];
const html = (body: string): string => `<!doctype html><title>站</title><p>${body}</p>`;

beforeAll(async () => {
  clickHost = await serve('127.0.0.32', (_request, response) => response.end('a click'));
  site = await serve('127.0.0.31', (request, response) => {
    const path = request.url ?? '';
    const to = (location: string, status = 302) => response.writeHead(status, { location }).end();
    if (path === '/robots.txt') response.writeHead(200).end('User-agent: *\nDisallow: /private/');
    else if (path === '/to-private-address') to('http://10.0.0.1/secret');
    else if (path === '/to-decimal') to('http://2130706433/');
    else if (path === '/to-file') to('file:///etc/passwd');
    else if (path === '/to-click') to(`http://s.click.taobao.com:${clickHost.port}/t?e=m%3D2`);
    else if (path === '/to-click-scheme-relative') to('//S.CLICK.TAOBAO.COM./t?e=1', 301);
    else if (path === '/hop') to('/to-click');
    else if (path === '/to-disallowed') to('/private/page');
    else if (path === '/to-bad') to('http://[');
    else if (path === '/中文' || path === encodeURI('/中文')) response.setHeader('content-type', 'text/html').end(html('中文'));
    else if (path === '/to-chinese') to(encodeURI('/中文'));
    else if (path.startsWith('/loop')) to(`/loop${Number(path.slice(5)) + 1}`);
    else if (path.startsWith('/five')) path === '/five5' ? response.end(html('arrived')) : to(`/five${Number(path.slice(5)) + 1}`);
    else if (path === '/flaky') response.writeHead((flaky += 1) < 3 ? 503 : 200, { 'retry-after': '0' }).end(html('recovered'));
    else if (path === '/later') response.writeHead(503, { 'retry-after': '3600' }).end();
    else if (path === '/forbidden') response.writeHead(403).end();
    else if (path === '/gone') response.writeHead(404).end(html('no'));
    else if (path === '/captcha') response.end('<title>安全验证</title>');
    else if (path === '/image') response.setHeader('content-type', 'image/png').end('x');
    else if (path === '/reset') request.socket.destroy();
    else if (path === '/slow') setTimeout(() => response.end(html('slow')), 5_000).unref();
    else response.setHeader('content-type', 'text/html').end(html('hello'));
  });
  allow = [`127.0.0.31:${site.port}`, `s.click.taobao.com:${clickHost.port}=127.0.0.32`, 's.click.taobao.com:80=127.0.0.32'];
});
afterAll(() => Promise.all([site.close(), clickHost.close()]));

const get = (path: string, ms?: number) => fetchFrom(crawler(allow), site.url + path, ms);

test('a page comes with its text, chain and address', async () => {
  expect(await get('/to-chinese')).toMatchObject({
    kind: 'page', status: 200, charset: 'utf-8', text: html('中文'), address: '127.0.0.31', finalUrl: `${site.url}${encodeURI('/中文')}`,
    chain: [{ url: `${site.url}/to-chinese`, status: 302, location: encodeURI('/中文') }],
  });
});

test.each([['/to-private-address', '10.0.0.1'], ['/to-decimal', '127.0.0.1'], ['/to-file', 'file:']])('a redirect is checked again at the hop: %s', async (path, named) => {
  const result = await get(path);
  expect(result).toMatchObject({ kind: 'failure', code: 'refused_address', detail: expect.stringContaining(named) as string });
  expect(result.chain).toHaveLength(1);
});

test('a host that is not allowed is refused before anything is sent', async () => {
  const before = site.requests.length;
  expect(await fetchFrom(crawler([]), `${site.url}/`)).toMatchObject({ kind: 'failure', code: 'refused_address', detail: expect.stringContaining(String(site.port)) as string });
  expect(site.requests).toHaveLength(before);
});

describe('click hosts', () => {
  test.each([['/to-click', 1], ['/hop', 2], ['/to-click-scheme-relative', 1]])('%s ends at the door', async (path, hops) => {
    const result = await get(path);
    expect(result).toMatchObject({ kind: 'click_host', target: expect.stringMatching(/^http:\/\/s\.click\.taobao\.com/) as string });
    expect(result.chain).toHaveLength(hops);
  });

  test('they were never contacted, not even when asked for by name', async () => {
    expect(await fetchFrom(crawler(allow), `http://s.click.taobao.com:${clickHost.port}/t?e=1`)).toMatchObject({ kind: 'click_host', chain: [] });
    expect(clickHost.requests).toEqual([]);
  });
});

describe('answers that are not pages', () => {
  test.each([
    ['/to-disallowed', 'robots'], ['/private/x', 'robots'], ['/loop0', 'too_many_redirects'], ['/to-bad', 'bad_redirect'], ['/forbidden', 'blocked'], ['/captcha', 'blocked'],
    ['/gone', 'http_error'], ['/later', 'http_error'], ['/image', 'not_html'], ['/reset', 'connect'],
  ])('%s fails as %s', async (path, code) => {
    expect(await get(path)).toMatchObject({ kind: 'failure', code });
  });

  test('five redirects are followed', async () => {
    expect(await get('/five0')).toMatchObject({ kind: 'page', text: html('arrived') });
  });

  test('nobody listens, no such name, too slow', async () => {
    const lookup = () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
    expect(await fetchFrom(crawler(['127.0.0.33:1']), 'http://127.0.0.33:1/')).toMatchObject({ kind: 'failure', code: 'connect' });
    expect(await fetchFrom(crawler([], {}, lookup), 'http://gone.test/')).toMatchObject({ kind: 'failure', code: 'dns' });
    expect(await get('/slow', 300)).toMatchObject({ kind: 'failure', code: 'timeout' });
  });
});

test('a passing fault is tried twice more; a Retry-After beyond the deadline is not waited for', async () => {
  expect(await get('/flaky')).toMatchObject({ kind: 'page', text: html('recovered') });
  const began = performance.now();
  await get('/later');
  expect(performance.now() - began).toBeLessThan(1_000);
});
