import { readMigrationFiles } from 'drizzle-orm/migrator';
import type postgres from 'postgres';
import { MIGRATIONS_FOLDER } from './migrate.ts';

/**
 * How many of our migrations this database has not seen. A database that was never migrated lacks them all;
 * one migrated by a newer release lacks none.
 */
export async function pendingMigrations(sql: postgres.Sql): Promise<number> {
  const ours = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER });
  const [table] = await sql<{ found: boolean }[]>`select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  if (!table?.found) return ours.length;
  const [last] = await sql<{ at: string | null }[]>`select max(created_at)::text as at from drizzle.__drizzle_migrations`;
  return ours.filter((migration) => migration.folderMillis > Number(last?.at ?? 0)).length;
}
