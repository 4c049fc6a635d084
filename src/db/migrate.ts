import { fileURLToPath } from 'node:url';
import { type PgQueryable, runMigrations } from 'bullmq';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as migrateDrizzle } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { APP_ROLE } from './client.ts';

/** Where the SQL migrations lie: drizzle/ beside src/. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../drizzle', import.meta.url));
/** The namespace of BullMQ's tables. */
export const QUEUE_SCHEMA = 'bullmq';

/** "tuig" in ASCII: every migrating process waits for this advisory lock. */
const LOCK_KEY = 0x74756967;

/**
 * Brings the database up to date: our migrations, BullMQ's, then the application's rights on BullMQ's schema and on the
 * list of applied migrations. Repeating it changes nothing; concurrent starts wait for one another.
 * @param ownerUrl a role that owns the database and may create roles.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  // One connection, so that the session's advisory lock covers every step.
  const sql = postgres(ownerUrl, { max: 1, max_lifetime: null, onnotice: () => {}, connection: { application_name: 'tuiguan migrate' } });
  try {
    await sql`select pg_advisory_lock(${LOCK_KEY})`;
    await migrateDrizzle(drizzle(sql), { migrationsFolder: MIGRATIONS_FOLDER });
    await runMigrations(queryable(sql), QUEUE_SCHEMA);
    await sql.unsafe(`
      grant usage on schema ${QUEUE_SCHEMA}, drizzle to ${APP_ROLE};
      grant select on drizzle.__drizzle_migrations to ${APP_ROLE};
      grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${APP_ROLE};
      grant usage, select on all sequences in schema ${QUEUE_SCHEMA} to ${APP_ROLE};
      grant execute on all routines in schema ${QUEUE_SCHEMA} to ${APP_ROLE};
    `);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** BullMQ's migrator speaks the interface of `pg`; this hands it our session. */
function queryable(sql: postgres.Sql): PgQueryable {
  return {
    async query<R>(text: string, params: readonly unknown[] = []) {
      const found = await sql.unsafe(text, params as postgres.ParameterOrJSON<never>[]);
      return { rows: [...found] as unknown as R[], rowCount: found.count };
    },
  };
}
