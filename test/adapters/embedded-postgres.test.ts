import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type EmbeddedPostgres, openEmbeddedPostgres } from '../../src/adapters/embedded-postgres.ts';
import { readPostmaster } from '../../src/adapters/embedded-postgres/postmaster.ts';
import { makeLog } from '../../src/lib/log.ts';

// Each test makes a cluster and syncs it to disk, which a busy machine may take long over.
vi.setConfig({ testTimeout: 90_000 });

const isRoot = process.getuid?.() === 0;
const log = makeLog('silent', false);
let dataDir: string;
let opened: EmbeddedPostgres[];

beforeEach(() => {
  const home = mkdtempSync(join(tmpdir(), 'tuiguan-embedded-'));
  chmodSync(home, 0o755);
  dataDir = join(home, '.data');
  const mine: EmbeddedPostgres[] = [];
  opened = mine;
  onTestFinished(async () => {
    for (const each of mine) await each.close({ force: true }).catch(() => {});
    for (const each of mine) rmSync(each.location, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  });
});

async function open(port = 0): Promise<EmbeddedPostgres> {
  const server = await openEmbeddedPostgres({ dataDir, port, log });
  opened.push(server);
  return server;
}

async function ask(url: string, query: string): Promise<postgres.RowList<postgres.Row[]>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(query);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function holder(): Promise<{ child: ChildProcess; port: number; adopted: boolean }> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('./embedded-postgres-holder.ts', import.meta.url)), dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { port: number; adopted: boolean }) };
}

const running = (server: EmbeddedPostgres): boolean => typeof readPostmaster(join(server.location, 'data')) === 'object' && readPostmaster(join(server.location, 'data')) !== null;

test('a first start makes a UTF-8 cluster that listens on the loopback address only, and a second keeps its rows', async () => {
  const first = await open();
  expect(first.adopted).toBe(false);
  const [setup] = await ask(first.superUrl('tuiguan'), `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets, datlocprovider as provider, datlocale as locale, current_setting('fsync') as fsync from pg_database where datname = 'tuiguan'`);
  expect(setup).toEqual({ encoding: 'UTF8', listens: '127.0.0.1', sockets: '', provider: 'b', locale: 'C.UTF-8', fsync: 'on' });
  await ask(first.ownerUrl, `create table kept as select '跨店结算' as word`);
  expect(statSync(join(first.location, 'secret')).mode & 0o777).toBe(0o600);
  expect(await first.close()).toBe(true);
  expect(running(first)).toBe(false);

  const second = await open();
  expect(await ask(second.ownerUrl, 'select word from kept')).toEqual([{ word: '跨店结算' }]);
});

test('the owner may create roles, the application owns nothing, and neither is a superuser', async () => {
  const server = await open();
  const roles = await ask(server.superUrl('postgres'), `select rolname, rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname like 'tuiguan%' order by 1`);
  expect(roles).toEqual([
    { rolname: 'tuiguan_app', rolsuper: false, rolcreaterole: false, rolcreatedb: false },
    { rolname: 'tuiguan_owner', rolsuper: false, rolcreaterole: true, rolcreatedb: false },
  ]);
  await expect(ask(server.appUrl, 'create table mine (n int)')).rejects.toMatchObject({ code: '42501' });
  await expect(ask(server.appUrl.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a server that outlived its killed process is adopted, and stopped by the last to close', async () => {
  const { child, port } = await holder();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const server = await open();
  expect(server).toMatchObject({ adopted: true, port });
  expect(await server.close()).toBe(true);
  expect(running(server)).toBe(false);
});

test('two processes share one server; the first to close leaves it to the other', async () => {
  const { child, port } = await holder();
  const server = await open();
  expect(server).toMatchObject({ adopted: true, port });
  child.stdin?.end();
  await once(child, 'exit');
  expect(await ask(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(await server.close()).toBe(true);
});

test('processes that start at the same moment on an empty directory come to one server', async () => {
  const holders = await Promise.all([holder(), holder(), holder()]);
  expect(new Set(holders.map((each) => each.port)).size).toBe(1);
  expect(holders.filter((each) => !each.adopted)).toHaveLength(1);
  const server = await open();
  for (const { child } of holders) child.stdin?.end();
  await Promise.all(holders.map(({ child }) => once(child, 'exit')));
  expect(await server.close()).toBe(true);
});

test('a foreign client keeps the server up', async () => {
  const server = await open();
  const foreign = postgres(server.appUrl, { max: 1 });
  await foreign`select 1`;
  expect(await server.close()).toBe(false);
  expect(running(server)).toBe(true);
  await foreign.end();
  expect(await (await open()).close()).toBe(true);
});

test('after the server itself was killed, a pid file that names a dead or a foreign process stops nothing', async () => {
  const first = await open();
  await ask(first.ownerUrl, 'create table kept as select 1 as n');
  const found = readPostmaster(join(first.location, 'data'));
  if (found === null || found === 'stale') throw new Error('no server runs');
  process.kill(found.pid, 'SIGKILL');
  const second = await open();
  expect(second.adopted).toBe(false);
  expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }]);
  await second.close();

  // The id was given to another program: this very test.
  writeFileSync(join(first.location, 'data', 'postmaster.pid'), `${process.pid}\n${join(first.location, 'data')}\n0\n5432\n\n127.0.0.1\n0 0\nready   \n`);
  const third = await open();
  expect(third.adopted).toBe(false);
});

test('when the port is taken another is found', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  onTestFinished(() => void squatter.close());
  const address = squatter.address();
  const taken = typeof address === 'object' && address ? address.port : 0;
  const server = await open(taken);
  expect(server.port).not.toBe(taken);
  expect(await ask(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('what an interrupted first start left behind is no obstacle', async () => {
  const base = join(dataDir, 'postgres');
  mkdirSync(join(base, 'data', 'base'), { recursive: true });
  mkdirSync(join(base, 'half.4711', 'base'), { recursive: true });
  writeFileSync(join(base, 'start.1.lock'), '4194305'); // above every process id
  const server = await open();
  expect(await ask(server.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(existsSync(join(base, 'half.4711'))).toBe(false);
});

test('a lost secret and data of another version are named, not overwritten', async () => {
  const server = await open();
  await server.close();
  const version = join(server.location, 'data', 'PG_VERSION');
  writeFileSync(version, '15\n');
  await expect(open()).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringContaining('PostgreSQL 15') as string });
  writeFileSync(version, '18\n');
  rmSync(join(server.location, 'secret'));
  await expect(open()).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringContaining('secret') as string });
});

test.skipIf(!isRoot)('root opens data that another user made as that user (skipped unless run as root)', async () => {
  const nobody = { uid: 65534, gid: 65534 };
  const first = await open();
  await first.close();
  execFileSync('chown', ['-R', `${nobody.uid}:${nobody.gid}`, dataDir]);
  const second = await open();
  expect(await ask(second.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(statSync(join(second.location, 'data'))).toMatchObject(nobody);
});

test.skipIf(!isRoot)('as root under a 0700 directory (skipped unless run as root) the data moves where the server can go, and stays there', async () => {
  chmodSync(dirname(dataDir), 0o700);
  const first = await open();
  expect(first.location.startsWith(dataDir)).toBe(false);
  expect(readFileSync(join(dataDir, 'POSTGRES-IS-ELSEWHERE.txt'), 'utf8')).toContain(first.location);
  await ask(first.ownerUrl, 'create table kept as select 1 as n');
  await first.close();
  chmodSync(dirname(dataDir), 0o755);
  const second = await open();
  expect(second.location).toBe(first.location);
  expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }]);
});
