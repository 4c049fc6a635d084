import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { row } from '../../src/db/client.ts';
import { createAffiliate, registerResource } from '../../src/records/index.ts';
import { type Installation, makeInstallation } from './installation.ts';
import { seeded } from './scene.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const SITES = 60;
let at: Installation;
let sites: Server;

beforeAll(async () => {
  sites = createServer((_, response) => {
    const words = '每天整理值得买的好物，写明产地、价格和使用感受。'.repeat(40);
    setTimeout(() => response.setHeader('content-type', 'text/html; charset=utf-8').end(`<title>好物笔记</title><p>${words}</p>`), 150);
  });
  await new Promise<void>((resolve) => sites.listen(0, '127.0.0.1', resolve));
  const { port } = sites.address() as AddressInfo;
  const hosts = Array.from({ length: SITES }, (_, n) => `site${n}.web.test:${port}`);
  at = await makeInstallation({ CRAWL_ALLOW_HOSTS: hosts.map((host) => `${host}=127.0.0.1`).join(','), CRAWL_DELAY_MS: '0', CRAWL_SITE_SECONDS: '4', CRAWL_CONCURRENCY: '8', CRAWL_PAGES: '2' });
  for (const [n, host] of hosts.entries()) {
    const ctx = at.scene.operator();
    const { id } = await createAffiliate(ctx, { memberId: String(50_000 + n), name: `会员 ${n}`, email: `reader${n}@example.com` });
    await registerResource(ctx, { affiliateId: id, fields: { kind: 'site', url: `http://${host}/`, name: `好物笔记 ${n}`, category: '综合', promotion_scene: 'common' } });
  }
});
afterAll(async () => {
  await at.close();
  sites.closeAllConnections();
  sites.close();
});

test('killed with -9 twice while sites are visited: in the end every site was visited and judged once', async () => {
  const random = seeded();
  const done = (): Promise<number> => at.count(sql`select count(*)::int as n from crawl where state = 'done'`);
  const underWay = (): Promise<number> => at.count(sql`select count(*)::int as n from crawl where state = 'running'`);
  for (let kill = 1; kill <= 2; kill += 1) {
    const before = await done();
    at.start();
    await at.until('a group was recorded and others are under way', async () => (await done()) > before && (await underWay()) > 0, 60_000, 5);
    await sleep(random() * 150);
    await at.kill();
  }
  expect(await underWay()).toBeGreaterThan(0);
  at.start();
  await at.until('all sites are visited', async () => (await done()) >= SITES && (await underWay()) === 0, 60_000, 100);
  const judged = await row(at.db, sql`
    select (select count(*)::int from crawl) as visits, (select count(distinct resource_id)::int from crawl where state = 'done') as sites,
      (select count(*)::int from assessment) as assessments, (select count(distinct resource_id)::int from assessment where score is not null) as judged,
      (select count(*)::int from resource where next_crawl_at is null or last_crawled_at is null) as forgotten, (select count(*)::int from fact where judged_sites = 1) as facts`);
  expect(judged).toEqual({ visits: SITES, sites: SITES, assessments: SITES, judged: SITES, forgotten: 0, facts: SITES });
});
