import { createServer, get, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FOREIGN_MEMBER, HOSTS, hostsOfKind, KINDS, pidsFor, startDemoWeb, type DemoWeb, type HostKind } from '../../demo/web/index.ts';

const MEMBER = '30718246';
const CLICK = /https:\/\/(?:s\.click|uland)\.taobao\.com\/[^"'\s)]+/;
let web: DemoWeb;

interface Reply { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string; millis: number }

/** As the crawler does: to the host's address, with its name in the Host header. */
function fetchAt(kind: HostKind, path = `/m/${MEMBER}/`, headers: Record<string, string> = {}, nth = 0): Promise<Reply> {
  const host = web.hosts.filter((entry) => entry.kind === kind)[nth];
  if (!host) throw new Error(`no host of kind ${kind}`);
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const request = get({ host: host.address, port: web.port, path, agent: false, headers: { host: `${host.host}:${web.port}`, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString('utf8'), millis: performance.now() - start });
      });
    });
    request.on('error', reject);
  });
}

const text = (html: string) => html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' ');
const han = (html: string) => (text(html).match(/\p{Script=Han}/gu) ?? []).length;
const pidsOn = (html: string) => [...html.matchAll(/href="[^"]*pid=(mm_\d+_\d+_\d+)"/g)].map((match) => match[1] as string);

beforeAll(async () => {
  web = await startDemoWeb({ port: 21_500, today: () => new Date('2013-12-06T09:31:00Z') });
});
afterAll(() => web.close());

describe('the demo web', () => {
  it('has at least 44 hosts, each at an address of its own, all on one port', () => {
    expect(web.hosts.length).toBeGreaterThanOrEqual(44);
    expect(new Set(web.hosts.map((host) => host.address)).size).toBe(web.hosts.length);
    expect(new Set(web.hosts.map((host) => host.host)).size).toBe(web.hosts.length);
    expect(web.hosts.every((host) => /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host.address) && host.host.endsWith('.web.test'))).toBe(true);
    expect(web.allowHosts).toContain(`${web.hosts[0]?.host}:${web.port}=${web.hosts[0]?.address}`);
    expect(new Set(web.hosts.map((host) => host.kind)).size).toBe(Object.keys(KINDS).length);
  });

  it('takes the next port when the wanted one is taken on any of its addresses', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(web.port + 1, HOSTS[5]?.address, resolve));
    const second = await startDemoWeb({ port: web.port, today: () => new Date(0) });
    expect(second.port).toBeGreaterThan(web.port + 1);
    await second.close();
    await new Promise((resolve) => squatter.close(resolve));
  });

  it.each(hostsOfKind('good-zh').map((host, nth) => [host.name, nth] as const))('%s serves rich Chinese pages with own PIDs, ICP number and contact', async (name, nth) => {
    for (const path of ['', 'list', 'item/1', 'item/8']) {
      const { status, text: html } = await fetchAt('good-zh', `/m/${MEMBER}/${path}`, {}, nth);
      expect(status).toBe(200);
      expect(han(html), path).toBeGreaterThan(600);
      expect(han(html), path).toBeLessThan(2_500);
      expect(html).toMatch(/[\u4e00-\u9fff]ICP备\d{8}号/);
      expect(text(html)).not.toMatch(/undefined|NaN|[{}|[\]]/);
      expect(pidsOn(html).length).toBeGreaterThan(0);
      for (const pid of pidsOn(html)) expect(pidsFor(MEMBER, name)).toContain(pid);
    }
    const about = await fetchAt('good-zh', `/m/${MEMBER}/about`, {}, nth);
    expect(about.text).toMatch(/联系我们[\s\S]*@mail\.example/);
  });

  it('tells another story for another member, another page and another host', async () => {
    const pages = await Promise.all([fetchAt('good-zh'), fetchAt('good-zh', '/m/41200999/'), fetchAt('good-zh', `/m/${MEMBER}/item/2`), fetchAt('good-zh', undefined, {}, 10)]);
    const sentences = pages.map((page) => new Set(text(page.text).split(/[。\n]/).filter((line) => line.trim().length > 15)));
    for (let i = 0; i < pages.length; i++) for (let j = 0; j < i; j++) {
      const [a, b] = [sentences[i] as Set<string>, sentences[j] as Set<string>];
      expect([...a].filter((line) => b.has(line)).length / a.size).toBeLessThan(0.5);
    }
    expect((await fetchAt('good-zh')).text).toBe(pages[0]?.text);
  });

  it('has no dead link inside a good site, and answers 404 to a path that is not there', async () => {
    for (const kind of ['good-zh', 'good-en', 'coupon'] as const) {
      const home = await fetchAt(kind);
      for (const match of home.text.matchAll(/href="(\/[^"]*)"/g)) expect((await fetchAt(kind, match[1])).status, match[1]).toBeLessThan(400);
      expect((await fetchAt(kind, `/m/${MEMBER}/x7f3q`)).status).toBe(404);
    }
    expect((await fetchAt('soft-404', `/m/${MEMBER}/x7f3q`)).status).toBe(200);
  });

  it('writes English on the English hosts', async () => {
    const { text: html } = await fetchAt('good-en', `/m/${MEMBER}/item/3`);
    expect(html).toContain('<html lang="en">');
    expect(text(html).split(/\s+/).filter((word) => /^[A-Za-z]/.test(word)).length).toBeGreaterThan(200);
  });

  it('sends coupon buyers through a jump page to a click link with the own PID', async () => {
    const home = await fetchAt('coupon');
    expect(home.text).toContain(`/m/${MEMBER}/jump?id=1`);
    const jump = await fetchAt('coupon', `/m/${MEMBER}/jump?id=1`);
    expect(jump.status).toBe(302);
    expect(jump.headers.location).toMatch(CLICK);
    expect(jump.headers.location).toContain(`mm_${MEMBER}_`);
  });

  it('keeps thin, duplicate and link-farm pages poor', async () => {
    expect(han((await fetchAt('thin')).text)).toBeLessThan(120);
    expect(pidsOn((await fetchAt('link-farm')).text).length).toBeGreaterThan(40);
    const [one, other] = await Promise.all([fetchAt('duplicate'), fetchAt('duplicate', '/m/41200999/')]);
    const paragraph = (html: string) => /<p>([^<]+)<\/p>/.exec(html)?.[1];
    expect(paragraph(one.text)).toBe(paragraph(other.text));
    expect(han(one.text)).toBeLessThan(250);
  });

  it.each([
    ['stuffed-iframe', /<iframe src="https:\/\/[^"]*taobao\.com[^"]*" width="0"/],
    ['stuffed-img', /<img src="https:\/\/[^"]*taobao\.com[^"]*" width="1" height="1"/],
    ['stuffed-script', /document\.write\('<iframe src="https:\/\/[^"]*taobao\.com/],
    ['stuffed-css', /url\("https:\/\/[^"]*taobao\.com/],
    ['redirect-meta', /<meta http-equiv="refresh" content="0;url=https:\/\/[^"]*taobao\.com/],
    ['redirect-js', /window\.location\.href="https:\/\/[^"]*taobao\.com/],
    ['hacked', /<div style="display:none"><a href="http:\/\/bet-1\.example/],
  ] as const)('%s cheats on its home page until it is repaired', async (kind, trace) => {
    expect((await fetchAt(kind)).text).toMatch(trace);
    const repaired = `7700${Object.keys(KINDS).indexOf(kind) + 10}`;
    expect((await fetchAt(kind, `/m/${repaired}/`)).text).toMatch(trace);
    web.repair(repaired);
    expect(web.isRepaired(repaired)).toBe(true);
    const after = await fetchAt(kind, `/m/${repaired}/`);
    expect(after.text).not.toMatch(trace);
    expect(han(after.text)).toBeGreaterThan(600);
    expect((await fetchAt(kind)).text).toMatch(trace);
  });

  it('redirects by 302 to a click host until repaired', async () => {
    const before = await fetchAt('redirect-30x', '/m/880011/');
    expect([before.status, before.headers.location]).toEqual([302, expect.stringMatching(CLICK)]);
    web.repair('880011');
    expect((await fetchAt('redirect-30x', '/m/880011/')).status).toBe(200);
  });

  it('shows mostly another member’s PIDs on the foreign hosts until repaired', async () => {
    const share = async (id: string) => {
      const all = (await Promise.all(['', 'item/1', 'item/4', 'item/5'].map((path) => fetchAt('foreign-pid', `/m/${id}/${path}`)))).flatMap((page) => pidsOn(page.text));
      return all.filter((pid) => pid.startsWith(`mm_${FOREIGN_MEMBER}_`)).length / all.length;
    };
    expect(await share('880022')).toBeGreaterThan(0.5);
    web.repair('880022');
    expect(await share('880022')).toBe(0);
  });

  it('fills thin and parked pages of a repaired member', async () => {
    expect((await fetchAt('parked', '/m/880033/')).text).toMatch(/This domain is for sale/);
    web.repair('880033');
    for (const kind of ['thin', 'duplicate', 'link-farm', 'parked'] as const) {
      const { text: html } = await fetchAt(kind, '/m/880033/');
      expect(han(html), kind).toBeGreaterThan(600);
      expect(html, kind).toMatch(/ICP备/);
      expect(html, kind).not.toMatch(/for sale/);
    }
  });

  it('sends GBK bytes under a meta that says utf-8 and a header that says nothing', async () => {
    const { body, headers } = await fetchAt('gbk');
    expect(headers['content-type']).toBe('text/html');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(body)).toThrow();
    const decoded = iconv.decode(body, 'gbk');
    expect(decoded).toContain('<meta charset="utf-8">');
    expect(decoded).toContain('老论坛精华');
    expect(text(decoded)).not.toContain('?');
    expect(han(decoded)).toBeGreaterThan(600);
    expect(iconv.encode(decoded, 'gbk').equals(body)).toBe(true);
  });

  it('compresses on the gzip host, and only for who can read it', async () => {
    const zipped = await fetchAt('gzip', undefined, { 'accept-encoding': 'gzip' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.body).toString()).toBe((await fetchAt('gzip')).text);
  });

  it('refuses, forbids, disallows, delays and breaks off where the kind says so', async () => {
    await expect(fetchAt('dead')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(fetchAt('trickle')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await fetchAt('forbidden')).status).toBe(403);
    expect((await fetchAt('robots', '/robots.txt')).text).toContain('Disallow: /\n');
    const slow = await fetchAt('slow');
    expect(slow.millis).toBeGreaterThan(290);
    expect(han(slow.text)).toBeGreaterThan(600);
  });

  it('lets a repaired member in where robots.txt or a 403 kept us out', async () => {
    web.repair('880044');
    expect((await fetchAt('robots', '/robots.txt')).text).toContain('Allow: /m/880044/');
    expect((await fetchAt('forbidden', '/m/880044/')).status).toBe(200);
  });

  it('loads nothing from anywhere: click hosts appear only as targets and as the evidence of cheating', async () => {
    for (const [nth] of hostsOfKind('good-zh').entries()) expect((await fetchAt('good-zh', undefined, {}, nth)).text).not.toMatch(/<(?:img|iframe|script|link|embed)\b/);
    const { text: html } = await fetchAt('good-zh');
    const outside = [...html.matchAll(/https?:\/\/([^/"]+)/g)].map((match) => match[1] as string);
    expect(outside.filter((host) => !host.endsWith('.example') && !host.endsWith('.taobao.com'))).toEqual([]);
  });

  it('counts the requests of each host', async () => {
    const before = web.requests.get('jinshan.web.test') ?? 0;
    await fetchAt('good-zh', '/about', {}, 8);
    expect(web.requests.get('jinshan.web.test')).toBe(before + 1);
  });
});
