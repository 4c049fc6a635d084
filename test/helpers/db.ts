import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, inject } from 'vitest';
import { connect, type Connection, type Db } from '../../src/db/client.ts';

export interface TestDb {
  /** Connected as the application's role: what it may not do in production it may not do here. */
  db: Db;
  /** The same connection for BullMQ and child processes. */
  url: string;
  ownerUrl: string;
}

/**
 * A database of this file's own, cloned from the migrated template before its tests and dropped after them. Connections
 * that a test leaves open fail the file. Call it once at the top; the returned function hands out the database.
 */
export function useTestDb(options: { max?: number } = {}): () => TestDb {
  const server = inject('testServer');
  const name = `tuiguan_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const of = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  let connection: Connection | undefined;

  beforeAll(async () => {
    // file_copy takes 25 ms here and wal_log 130.
    await asSuper(server.superUrl, (sql) => sql.unsafe(`create database ${name} template ${server.template} strategy file_copy owner ${new URL(server.ownerUrl).username}`));
    connection = connect({ url: of(server.appUrl), max: options.max ?? 5, name: 'tuiguan test' });
  });

  afterAll(async () => {
    await connection?.close();
    await asSuper(server.superUrl, async (sql) => {
      const left = await openConnections(sql, name);
      await sql.unsafe(`drop database if exists ${name} with (force)`);
      if (left.length > 0) throw new Error(`${left.length} connection(s) to ${name} were left open: ${left.join('; ')}`);
    });
  });

  return () => {
    if (!connection) throw new Error('the test database is there inside tests and hooks only');
    return { db: connection.db, url: of(server.appUrl), ownerUrl: of(server.ownerUrl) };
  };
}

/** What is still connected after the backends that are just leaving had a second to go. */
async function openConnections(sql: postgres.Sql, name: string): Promise<string[]> {
  for (let waited = 0; ; waited += 50) {
    const found = await sql<{ what: string }[]>`select application_name || ': ' || left(query, 120) as what from pg_stat_activity where datname = ${name} and backend_type = 'client backend'`;
    if (found.length === 0 || waited >= 1_000) return found.map((each) => each.what);
    await sleep(50);
  }
}

async function asSuper<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
