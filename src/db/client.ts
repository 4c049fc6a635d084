import { type SQL, sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

export type Db = PostgresJsDatabase<typeof schema>;
/** A transaction, or the database itself: what a verb's inner steps are handed. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
export type Executor = Db | Tx;

/** The application's role: it owns nothing and cannot update or delete a ledger (see drizzle/). */
export const APP_ROLE = 'tuiguan_app';

export interface Connection {
  db: Db;
  close(): Promise<void>;
}

export interface ConnectOptions {
  url: string;
  max: number;
  prepare?: boolean;
  /** Connect as the owner (migrations) instead of as the application's role. */
  owner?: boolean;
  /** Shown in pg_stat_activity. */
  name?: string;
}

/** Opens a pool. int8 comes back as a number: ids stay far below 2^53. */
export function connect(options: ConnectOptions): Connection {
  const client = postgres(options.url, {
    max: options.max,
    prepare: options.prepare ?? true,
    onnotice: () => {},
    connection: {
      application_name: options.name ?? 'tuiguan',
      TimeZone: 'UTC',
      ...(options.owner ? {} : { role: APP_ROLE }),
    },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  });
  const db = drizzle(client, { schema, casing: 'snake_case' });
  return { db, close: () => client.end({ timeout: 5 }) };
}

/** Runs raw SQL and hands back its rows. Timestamps arrive as text: select them with `iso()`. */
export async function rows<T extends object>(executor: Executor, query: SQL): Promise<T[]> {
  return (await executor.execute(query)) as unknown as T[];
}

/** The first row of raw SQL, or undefined. */
export async function row<T extends object>(executor: Executor, query: SQL): Promise<T | undefined> {
  return (await rows<T>(executor, query))[0];
}

/** A moment as a parameter of raw SQL. */
export function ts(moment: Date): SQL {
  return sql`${moment.toISOString()}::timestamptz`;
}

/** A list as one array parameter of raw SQL, `type` being the element type: no limit of 65,534 parameters. */
export function arr(values: readonly (string | number | null)[], type: 'int8' | 'int4' | 'text' | 'timestamptz' | 'float8' | 'bool'): SQL {
  const literal = `{${values.map((v) => (v === null ? 'NULL' : `"${String(v).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)).join(',')}}`;
  return sql`${literal}::${sql.raw(type)}[]`;
}

/** A timestamptz column of raw SQL as ISO 8601 text in UTC; null stays null. `column` is written by us, never by a caller. */
export function isoSql(column: string): SQL {
  return sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
