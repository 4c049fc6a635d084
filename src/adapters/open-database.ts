import postgres from 'postgres';
import { APP_ROLE, connect, type Db } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { pendingMigrations } from '../db/pending.ts';
import type { Config } from '../lib/config.ts';
import { AppError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { openEmbeddedPostgres } from './embedded-postgres.ts';

export interface OpenedDatabase {
  db: Db;
  /** The application's connection, for BullMQ's own pool. */
  url: string;
  ownerUrl: string;
  embedded: boolean;
  /** For people: host:port/database, or the directory of the embedded one. Never holds a password. */
  location: string;
  /** Closes the pool; lets go of the embedded server, which the last process to close stops. */
  close(): Promise<void>;
}

type Settings = Pick<Config, 'DATA_DIR' | 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'DATABASE_POOL' | 'DATABASE_PREPARE'>;

/**
 * Opens the database of this installation: DATABASE_URL, or the embedded PostgreSQL in DATA_DIR.
 * @param options.migrate apply pending migrations first; otherwise pending ones are refused.
 * @param options.name shown in pg_stat_activity. `max`: connections, DATABASE_POOL when not given.
 * @throws UNAVAILABLE naming host and port when nobody answers; CONFIG for a wrong password, database or version of the tables.
 */
export async function openDatabase(config: Settings, log: Log, options: { migrate: boolean; name: string; max?: number }): Promise<OpenedDatabase> {
  const server = await openServer(config, log);
  try {
    if (options.migrate) await named(server.ownerUrl, () => migrate(server.ownerUrl));
    await named(server.url, () => checkReady(server.url, config.DATABASE_PREPARE));
  } catch (error) {
    await server.close();
    throw error;
  }
  const connection = connect({ url: server.url, max: options.max ?? config.DATABASE_POOL, prepare: config.DATABASE_PREPARE, name: options.name });
  const close = async (): Promise<void> => {
    await connection.close();
    await server.close();
  };
  return { ...server, db: connection.db, close };
}

async function openServer(config: Settings, log: Log): Promise<Omit<OpenedDatabase, 'db'>> {
  if (config.DATABASE_URL !== undefined) {
    const url = config.DATABASE_URL;
    return { url, ownerUrl: config.DATABASE_OWNER_URL ?? url, embedded: false, location: place(url), close: async () => {} };
  }
  const server = await openEmbeddedPostgres({ dataDir: config.DATA_DIR, log });
  const close = async (): Promise<void> => {
    await server.close();
  };
  return { url: server.appUrl, ownerUrl: server.ownerUrl, embedded: true, location: server.location, close };
}

/** One connection as the application's role: it gets in, and finds the tables it expects. */
async function checkReady(url: string, prepare: boolean): Promise<void> {
  const sql = postgres(url, { max: 1, prepare, connect_timeout: 10, onnotice: () => {}, connection: { application_name: 'tuiguan check', role: APP_ROLE } });
  try {
    const pending = await pendingMigrations(sql);
    if (pending > 0) throw new AppError('CONFIG', `${pending} migration(s) of this release are not applied to ${place(url)}: run npm run migrate`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Runs `work` and tells a person what a connection fault means. */
async function named(url: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw explain(url, cause);
  }
}

const UNREACHED = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', '57P03']);

function explain(url: string, cause: unknown): unknown {
  // Drizzle wraps what the driver said.
  const fault = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  const code = String((fault as { code?: unknown }).code ?? '');
  const { username } = new URL(url);
  if (UNREACHED.has(code)) return new AppError('UNAVAILABLE', `PostgreSQL at ${place(url)} cannot be reached (${code}): see that it runs and that DATABASE_URL names it rightly`, { cause });
  if (code.startsWith('28')) return new AppError('CONFIG', `PostgreSQL at ${place(url)} refuses the user "${decodeURIComponent(username)}": check user and password in DATABASE_URL`, { cause });
  if (code === '3D000') return new AppError('CONFIG', `there is no such database at ${place(url)}: create it, or correct DATABASE_URL`, { cause });
  if (code === '22023') return new AppError('CONFIG', `the role ${APP_ROLE} does not exist at ${place(url)}: run npm run migrate`, { cause });
  if (code === '42501') return new AppError('CONFIG', `PostgreSQL at ${place(url)} denies a right to "${decodeURIComponent(username)}" (${(fault as Error).message}): migrations need the owner in DATABASE_OWNER_URL, the application a member of ${APP_ROLE}`, { cause });
  return cause;
}

function place(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || '5432'}${pathname}`;
}
