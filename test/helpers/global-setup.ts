import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { openEmbeddedPostgres } from '../../src/adapters/embedded-postgres.ts';
import { OWNER_ROLE } from '../../src/adapters/embedded-postgres/roles.ts';
import { APP_ROLE } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { makeLog } from '../../src/lib/log.ts';

export const TEMPLATE = 'tuiguan_template';

/** Where the test databases are; each file clones the template into one of its own. */
export interface TestServer {
  superUrl: string;
  /** The owner's and the application's connections, of any database: only the path is to be replaced. */
  ownerUrl: string;
  appUrl: string;
  template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** One server for the whole run, with one migrated template database. TEST_DATABASE_URL (a superuser's) uses that server instead. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  return given ? setupOn(project, given) : setupEmbedded(project);
}

async function setupEmbedded(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(join(tmpdir(), 'tuiguan-test-'));
  chmodSync(dir, 0o755); // the server's user must come in when we are root
  const log = makeLog('warn', true);
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200', autovacuum: 'off' };
  const server = await openEmbeddedPostgres({ dataDir: dir, port: 0, log, settings });
  const urls = { superUrl: server.superUrl('postgres'), ownerUrl: server.urlFor(OWNER_ROLE, TEMPLATE), appUrl: server.urlFor(APP_ROLE, TEMPLATE), template: TEMPLATE };
  const remove = async (): Promise<void> => {
    await server.close({ force: true });
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await makeTemplate(urls, OWNER_ROLE);
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('testServer', urls);
  return remove;
}

async function setupOn(project: TestProject, superUrl: string): Promise<() => Promise<void>> {
  const template = `${TEMPLATE}_${process.pid}`;
  const url = new URL(superUrl);
  url.pathname = `/${template}`;
  const urls = { superUrl, ownerUrl: url.href, appUrl: url.href, template };
  await makeTemplate(urls, null);
  project.provide('testServer', urls);
  return () => asSuper(superUrl, async (sql) => void (await sql.unsafe(`drop database if exists ${template} with (force)`)));
}

async function makeTemplate(urls: TestServer, owner: string | null): Promise<void> {
  await asSuper(urls.superUrl, async (sql) => {
    await sql.unsafe(`drop database if exists ${urls.template} with (force)`);
    await sql.unsafe(`create database ${urls.template}${owner ? ` owner ${owner}` : ''}`);
    await migrate(urls.ownerUrl);
    // A backend that is still leaving would block the first clone.
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${urls.template}`;
  });
}

async function asSuper(url: string, work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
