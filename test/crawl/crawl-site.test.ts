import { afterEach, expect, test } from 'vitest';
import { crawlSite } from '../../src/crawl/crawl-site.ts';
import { crawler, type LocalSite, serve } from './local-site.ts';

let site: LocalSite;
afterEach(() => site.close());

const links = (...hrefs: string[]): string => `<title>站</title>${hrefs.map((href) => `<a href="${href}">x</a>`).join('')}`;
const NAME = 'good-01.web.test';

async function visit(pages: Record<string, string | { status: number; location?: string }>, settings = {}, path = '/') {
  site = await serve('127.0.0.51', (request, response) => {
    const found = pages[request.url ?? ''] ?? { status: 404 };
    if (typeof found === 'string') response.setHeader('content-type', 'text/html; charset=utf-8').end(found);
    else response.writeHead(found.status, found.location ? { location: found.location } : {}).end();
  });
  const deps = crawler([`${NAME}:${site.port}=127.0.0.51`], settings);
  const crawl = await crawlSite(deps, { url: `http://${NAME}:${site.port}${path}` });
  return { ...crawl, seen: crawl.pages.map((page) => `${page.role} ${new URL(page.url).pathname}${new URL(page.url).search}`) };
}

test('a whole site: every role once asked for, the jump read for its Location only', async () => {
  const click = 'http://s.click.taobao.com/t?e=1';
  const { pages, failures, seen, startedAt } = await visit({
    '/': links('/list/', '/about.html', '/jump.php?id=1', '/1.html', '/dead.html'),
    '/list/': links('/2.html', '/3.html', '/1.html'), '/about.html': links(), '/1.html': links(), '/2.html': links(), '/3.html': links(),
    '/jump.php?id=1': { status: 302, location: click },
  });
  expect(seen.slice(0, -1)).toEqual(['home /', 'about /about.html', 'jump /jump.php?id=1', 'list /list/', 'detail /1.html', 'detail /dead.html', 'detail /2.html', 'detail /3.html']);
  expect(pages[0]).toMatchObject({ status: 200, charset: 'utf-8', failure: null, stoppedAt: null, fetchedAt: '2013-12-06T04:00:00.000Z', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  expect(pages[0]?.html).toContain('/about.html');
  expect(pages[2]).toMatchObject({ stoppedAt: click, status: 302, chain: [{ status: 302, location: click }], html: '' });
  expect(pages.at(-1)).toMatchObject({ role: 'random', status: 404, failure: null });
  expect(failures).toEqual([{ url: `http://${NAME}:${site.port}/dead.html`, code: 'http_error', detail: 'HTTP 404' }]);
  expect(startedAt.toISOString()).toBe('2013-12-06T04:00:00.000Z');
});

test('the budgets of pages, depth and bytes hold', async () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`/${n}.html`, links('/deep.html') + 'x'.repeat(2_000)]));
  const web = { '/': links(...Object.keys(many)), ...many, '/deep.html': links() };
  expect((await visit(web, { CRAWL_PAGES: 5 })).pages).toHaveLength(5);
  await site.close();
  expect((await visit({ '/': links('/0.html'), '/0.html': links('/deep.html') }, { CRAWL_DEPTH: 1 })).seen.slice(0, -1)).toEqual(['home /', 'detail /0.html']);
  await site.close();
  const small = await visit(web, { CRAWL_SITE_BYTES: 6_000 });
  expect(small.pages.reduce((sum, page) => sum + page.bytes, 0)).toBeLessThanOrEqual(6_000);
});

test('a site that cannot be entered gives one page that says why', async () => {
  expect((await visit({ '/robots.txt': 'User-agent: *\nDisallow: /', '/': links('/1.html') })).pages).toMatchObject([{ role: 'home', failure: 'robots', html: '', status: null }]);
  await site.close();
  expect((await visit({ '/': { status: 302, location: 'https://s.click.tmall.com/t?e=1' } })).pages).toMatchObject([{ role: 'home', stoppedAt: 'https://s.click.tmall.com/t?e=1', failure: null }]);
  await site.close();
  expect((await visit({ '/': { status: 302, location: 'http://10.0.0.1/' } })).pages).toMatchObject([{ failure: 'refused_address' }]);
});

test('a site in a directory of a shared host stays in it', async () => {
  const { seen } = await visit({ '/m/1/': links('a.html', '/m/2/b.html', '/contact.html'), '/m/1/a.html': links(), '/contact.html': links() }, {}, '/m/1/');
  expect(seen.slice(0, -1)).toEqual(['home /m/1/', 'about /contact.html', 'detail /m/1/a.html']);
  expect(seen.at(-1)).toMatch(/^random \/m\/1\/[0-9a-f]+\.html$/);
});

test('a site slower than its time ends in time, with what it gave', async () => {
  site = await serve('127.0.0.51', (request, response) => {
    if (request.url === '/') response.setHeader('content-type', 'text/html').end(links('/1.html', '/2.html'));
    else if (request.url !== '/robots.txt') setTimeout(() => response.end(), 10_000).unref();
    else response.end();
  });
  const began = performance.now();
  const { pages } = await crawlSite(crawler([`${NAME}:${site.port}=127.0.0.51`], { CRAWL_SITE_SECONDS: 1 }), { url: `http://${NAME}:${site.port}/` });
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(pages).toMatchObject([{ role: 'home', failure: null }, { failure: 'timeout' }]);
});
