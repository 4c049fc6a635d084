// Plan and run of a sweep up to the written notices, against bench/sweep-by-hand.sql: the same rows, the same server.
//   npm run bench -- sweep [--affiliates 200000] [--runs 3] [--json]
// Both sides work on databases cloned from one loaded by bench/sweep-load.sql, alternately, a CHECKPOINT before each; the
// median of the runs counts. The server is the embedded one with its default settings (fsync on). ratios.sql = ours ÷ by hand.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { makeMemoryQueue } from '../src/adapters/memory-queue.ts';
import { openEmbeddedPostgres } from '../src/adapters/embedded-postgres.ts';
import { silentRelay } from '../src/adapters/relay-log.ts';
import { createStaff } from '../src/auth/index.ts';
import { connect } from '../src/db/client.ts';
import { migrate } from '../src/db/migrate.ts';
import { SimulatedClock } from '../src/lib/clock.ts';
import { loadConfig } from '../src/lib/config.ts';
import { type Ctx, type Deps, makeCtx } from '../src/lib/ctx.ts';
import { makeLog } from '../src/lib/log.ts';
import { approveSweep, planSweep, publishPolicy, requestPlan, runSweepChunk, startSweep } from '../src/policy/index.ts';
import { machine, median, watched } from './machine.ts';

const { values } = parseArgs({ options: { affiliates: { type: 'string', default: '200000' }, runs: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } } });
const affiliates = Number(values.affiliates);
const AT = '2013-12-06T09:00:00Z';
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const dir = await mkdtemp(join(tmpdir(), 'tuiguan-bench-'));
const log = makeLog('error', true);
const server = await openEmbeddedPostgres({ dataDir: dir, port: 0, log });
const admin = postgres(server.superUrl('postgres'), { max: 1, onnotice: () => {} });
try {
  await migrate(server.ownerUrl);
  say(`loading ${affiliates.toLocaleString('en-US')} affiliates …`);
  const policyId = await load();
  const ours: Awaited<ReturnType<typeof runOurs>>[] = [];
  const byHand: number[] = [];
  for (let run = 1; run <= Number(values.runs); run += 1) {
    byHand.push(await onClone('by_hand', (name) => runByHand(name, policyId)));
    ours.push(await onClone('ours', runOurs));
    say(`run ${run}: ours ${ours.at(-1)?.total.toFixed(2)} s, by hand ${byHand.at(-1)?.toFixed(2)} s`);
  }
  const phase = (name: 'plan' | 'approve' | 'start' | 'run' | 'total'): number => round(median(ours.map((o) => o[name])));
  const result = {
    name: 'sweep',
    machine: machine(),
    results: {
      affiliates,
      closings: ours[0]?.closings ?? 0,
      runs: ours.length,
      seconds: { plan: phase('plan'), approve: phase('approve'), start: phase('start'), run: phase('run'), total: phase('total'), byHand: round(median(byHand)) },
      microsecondsPerAffiliate: round((median(ours.map((o) => o.total)) / affiliates) * 1e6),
      nodePeakRssMb: Math.max(...ours.map((o) => o.peakRssMb)),
      sameRows: ours.every((o) => o.same),
    },
    ratios: { sql: round(median(ours.map((o) => o.plan + o.start + o.run)) / median(byHand)) },
  };
  process.stdout.write(`${values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2)}\n`);
} finally {
  await admin.end();
  await server.close({ force: true });
  await rm(server.location, { recursive: true, force: true });
  await rm(dir, { recursive: true, force: true });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

async function load(): Promise<number> {
  const owner = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  const sql = await readFile(new URL('./sweep-load.sql', import.meta.url), 'utf8');
  await owner.unsafe(sql.replaceAll(':affiliates', String(affiliates))).simple();
  const { ctx, close } = contextOn(server.appUrl);
  const definition = JSON.parse(await readFile(new URL('../demo/policies/cross-store-settlement.json', import.meta.url), 'utf8')) as unknown;
  const policy = await publishPolicy(ctx, definition);
  await createStaff(ctx, { email: 'author@tuiguan.example', name: 'author', roles: ['author'] });
  await createStaff(ctx, { email: 'approver@tuiguan.example', name: 'approver', roles: ['approver'] });
  await close();
  await owner.unsafe('vacuum analyze');
  await owner.end();
  return policy.id;
}

/** Clones the loaded database, does the work on it, and drops it. */
async function onClone<T>(name: string, work: (database: string) => Promise<T>): Promise<T> {
  await admin.unsafe(`create database ${name} template tuiguan strategy file_copy`);
  await admin.unsafe('checkpoint');
  try {
    return await work(name);
  } finally {
    await admin.unsafe(`drop database ${name} with (force)`);
  }
}

async function runByHand(database: string, policyId: number): Promise<number> {
  const sql = postgres(server.urlFor('tuiguan_owner', database), { max: 1, onnotice: () => {} });
  const script = await readFile(new URL('./sweep-by-hand.sql', import.meta.url), 'utf8');
  const { seconds } = await watched(() => sql.unsafe(`begin; ${script.replaceAll(':policy', String(policyId)).replaceAll(':at', `timestamptz '${AT}'`)} commit;`).simple());
  await sql.end();
  return seconds;
}

async function runOurs(database: string) {
  const { ctx, close } = contextOn(server.urlFor('tuiguan_app', database));
  const as = (staffId: number, role: 'author' | 'approver'): Ctx => ({ ...ctx, actor: { kind: 'staff', staffId, name: role, roles: [role], scopes: null } });
  const system: Ctx = { ...ctx, actor: { kind: 'system' } };
  const { sweepId } = await requestPlan(as(1, 'author'), { policy: 'cross_store_settlement', noticeDays: 5 });
  const plan = await watched(() => planSweep(system, sweepId));
  const { planHash, totals } = plan.value ?? {};
  if (!planHash || !totals) throw new Error('the sweep was not planned');
  const approve = await watched(() => approveSweep(as(2, 'approver'), { sweepId, hash: planHash, confirmClosings: totals.close }));
  const start = await watched(() => startSweep(as(2, 'approver'), sweepId));
  const run = await watched(async () => {
    let written = 0;
    for (let done = await runSweepChunk(system, sweepId); done && !done.finished; done = await runSweepChunk(system, sweepId)) written += done.announced;
    return written;
  });
  const same = run.value === totals.close;
  await close();
  const seconds = { plan: plan.seconds, approve: approve.seconds, start: start.seconds, run: run.seconds };
  return { ...seconds, total: Object.values(seconds).reduce((a, b) => a + b, 0), closings: totals.close, same, peakRssMb: Math.max(plan.peakRssMb, run.peakRssMb) };
}

function contextOn(url: string): { ctx: Ctx; close(): Promise<void> } {
  const { db, close } = connect({ url, max: 2, name: 'tuiguan bench' });
  const refuse = (): Promise<never> => Promise.reject(new Error('the bench sends and fetches nothing'));
  const deps: Deps = {
    config: loadConfig({ NODE_ENV: 'test' }),
    log,
    db,
    clock: new SimulatedClock(AT),
    queue: makeMemoryQueue(),
    mail: { send: refuse, close: () => Promise.resolve() },
    relayLog: silentRelay,
    pages: { request: refuse, close: () => Promise.resolve() },
    txt: { resolveTxt: refuse },
  };
  return { ctx: makeCtx(deps, { kind: 'operator' }, 'bench'), close };
}
