// Server time of every page with many affiliates, a plan and a run sweep in the database.
//   npm run bench -- pages [--affiliates 100000] [--runs 15] [--json]
// Each page is asked in this process, without a network, `runs` times after three that do not count; the median and the
// slowest tell. ratios.limit = the slowest page's median ÷ 100 ms, so below 1 every page keeps the limit.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { openEmbeddedPostgres } from '../src/adapters/embedded-postgres.ts';
import { makeMemoryQueue } from '../src/adapters/memory-queue.ts';
import { silentRelay } from '../src/adapters/relay-log.ts';
import { createApp } from '../src/app.ts';
import { createStaff, createUser, openSessionFor } from '../src/auth/index.ts';
import { connect } from '../src/db/client.ts';
import { migrate } from '../src/db/migrate.ts';
import { SimulatedClock } from '../src/lib/clock.ts';
import { loadConfig } from '../src/lib/config.ts';
import { type Ctx, type Deps, makeCtx } from '../src/lib/ctx.ts';
import { makeLog } from '../src/lib/log.ts';
import { approveSweep, planSweep, publishPolicy, requestPlan, runSweepChunk, startSweep } from '../src/policy/index.ts';
import { registerResource } from '../src/records/index.ts';
import { machine, median } from './machine.ts';

const { values } = parseArgs({ options: { affiliates: { type: 'string', default: '100000' }, runs: { type: 'string', default: '15' }, json: { type: 'boolean', default: false } } });
const affiliates = Number(values.affiliates);
const runs = Number(values.runs);
const LIMIT_MS = 100;
const AT = '2013-12-06T09:00:00Z';
const PERMISSION = 'cross_store_settlement';
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const dir = await mkdtemp(join(tmpdir(), 'tuiguan-bench-'));
const log = makeLog('error', true);
const server = await openEmbeddedPostgres({ dataDir: dir, port: 0, log });
const { db, close } = connect({ url: server.appUrl, max: 5, name: 'tuiguan bench' });
try {
  await migrate(server.ownerUrl);
  say(`loading ${affiliates.toLocaleString('en-US')} affiliates, and a sweep over them …`);
  const deps = makeDeps();
  const { sweepId, cookies } = await load(deps);
  const app = createApp(deps);
  const pages: [path: string, cookie: string][] = [
    ...['/console', '/console/search?q=1000', '/console/search?q=example.com', '/console/affiliates', `/console/affiliates?permission=${PERMISSION}&state=closed`,
      `/console/affiliates?permission=${PERMISSION}&state=pending`, '/console/affiliates/77', '/console/sweeps', `/console/sweeps/${sweepId}`, `/console/sweeps/${sweepId}/items`,
      `/console/sweeps/${sweepId}/items?decision=close`, `/console/sweeps/${sweepId}/notices`, '/console/policies', `/console/policies/${PERMISSION}`, '/console/cases', '/console/observations',
      '/console/deliveries', '/console/audit', '/console/staff', '/console/roles'].map((path): [string, string] => [path, cookies.staff]),
    ...['/portal', `/portal/permissions/${PERMISSION}`, '/portal/resources', '/portal/reviews', '/portal/messages', '/portal/team', '/account'].map((path): [string, string] => [path, cookies.owner]),
  ];
  const measured = [];
  for (const [path, cookie] of pages) {
    const times: number[] = [];
    let first = 0;
    for (let run = -3; run < runs; run += 1) {
      const from = performance.now();
      const answer = await app.request(path, { headers: { Cookie: cookie, Accept: 'text/html' } });
      const body = await answer.text();
      const millis = performance.now() - from;
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${body.slice(0, 300)}`);
      if (run === -3) first = millis;
      if (run >= 0) times.push(millis);
    }
    const page = { path, firstMs: round(first), medianMs: round(median(times)), slowestMs: round(Math.max(...times)) };
    measured.push(page);
    say(`${String(page.medianMs).padStart(7)} ms  (first ${page.firstMs}, slowest ${page.slowestMs})  ${path}`);
  }
  const slowest = measured.reduce((a, b) => (b.medianMs > a.medianMs ? b : a));
  const result = { name: 'pages', machine: machine(), results: { affiliates, runs, slowest: slowest.path, pages: measured }, ratios: { limit: round(slowest.medianMs / LIMIT_MS) } };
  process.stdout.write(`${values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2)}\n`);
} finally {
  await close();
  await server.close({ force: true });
  await rm(server.location, { recursive: true, force: true });
  await rm(dir, { recursive: true, force: true });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function makeDeps(): Deps {
  const refuse = (): Promise<never> => Promise.reject(new Error('the bench sends and fetches nothing'));
  return {
    config: loadConfig({ NODE_ENV: 'test', STAFF_TOTP: 'optional', AUTH_SECRET: 'a secret of the bench, long enough for one', PUBLIC_URL: 'http://localhost' }),
    log,
    db,
    clock: new SimulatedClock(AT),
    queue: makeMemoryQueue(),
    mail: { send: refuse, close: () => Promise.resolve() },
    relayLog: silentRelay,
    pages: { request: refuse, close: () => Promise.resolve() },
    txt: { resolveTxt: refuse },
  };
}

async function load(deps: Deps): Promise<{ sweepId: number; cookies: { staff: string; owner: string } }> {
  const owner = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  const sql = await readFile(new URL('./sweep-load.sql', import.meta.url), 'utf8');
  await owner.unsafe(sql.replaceAll(':affiliates', String(affiliates))).simple();
  const operator = makeCtx(deps, { kind: 'operator' }, 'bench');
  const definition = JSON.parse(await readFile(new URL('../demo/policies/cross-store-settlement.json', import.meta.url), 'utf8')) as unknown;
  const author = await createStaff(operator, { email: 'author@tuiguan.example', name: '林晓', roles: ['author', 'administrator', 'reviewer'] });
  const approver = await createStaff(operator, { email: 'approver@tuiguan.example', name: '周敏', roles: ['approver'] });
  const as = (staffId: number, role: 'author' | 'approver'): Ctx => ({ ...operator, actor: { kind: 'staff', staffId, name: role, roles: [role], scopes: null } });
  const system: Ctx = { ...operator, actor: { kind: 'system' } };
  await publishPolicy(as(author.id, 'author'), definition);
  const { sweepId } = await requestPlan(as(author.id, 'author'), { policy: PERMISSION, noticeDays: 5 });
  const plan = await planSweep(system, sweepId);
  await approveSweep(as(approver.id, 'approver'), { sweepId, hash: plan?.planHash ?? '', confirmClosings: plan?.totals?.close ?? 0 });
  await startSweep(as(author.id, 'author'), sweepId);
  for (let done = await runSweepChunk(system, sweepId); done && !done.finished; done = await runSweepChunk(system, sweepId));
  await registerResource(operator, { affiliateId: 77, fields: { kind: 'site', name: '山野徒步', url: 'https://bench.example.cn/' } });
  const staffUser = await createUser(operator, { email: 'author@tuiguan.example', name: '林晓', password: null, staffId: author.id });
  const ownerUser = await createUser(operator, { email: 'owner@example.com', name: '站长', password: null, affiliateId: 77 });
  await owner.unsafe('vacuum analyze');
  await owner.end();
  const cookieOf = async (userId: number): Promise<string> => (await openSessionFor(deps, { userId, ip: '127.0.0.1', userAgent: 'bench' })).map((line) => line.split(';')[0]).join('; ');
  return { sweepId, cookies: { staff: await cookieOf(staffUser.userId), owner: await cookieOf(ownerUser.userId) } };
}
