import type postgres from 'postgres';
import { APP_ROLE } from '../../db/client.ts';
import { passwordOf } from './anchor.ts';

export const DATABASE = 'tuiguan';
export const OWNER_ROLE = 'tuiguan_owner';

/** Makes the database, its owner and the application's role, whichever is missing. Repeating it changes nothing. */
export async function ensureRoles(sql: postgres.Sql, secret: string): Promise<void> {
  const [have] = await sql<{ owner: boolean; app: boolean; granted: boolean; database: boolean }[]>`
    select exists (select from pg_roles where rolname = ${OWNER_ROLE}) as owner,
           exists (select from pg_roles where rolname = ${APP_ROLE} and rolcanlogin) as app,
           exists (select from pg_auth_members where roleid = to_regrole(${APP_ROLE}) and member = to_regrole(${OWNER_ROLE})) as granted,
           exists (select from pg_database where datname = ${DATABASE}) as database`;
  if (!have?.owner) await sql.unsafe(`create role ${OWNER_ROLE} login createrole password '${passwordOf(OWNER_ROLE, secret)}'`);
  if (!have?.app) {
    const [found] = await sql`select from pg_roles where rolname = ${APP_ROLE}`;
    await sql.unsafe(`${found ? 'alter' : 'create'} role ${APP_ROLE} login password '${passwordOf(APP_ROLE, secret)}'`);
  }
  if (!have?.granted) await sql.unsafe(`grant ${APP_ROLE} to ${OWNER_ROLE}`);
  if (!have?.database) await sql.unsafe(`create database ${DATABASE} owner ${OWNER_ROLE}`);
}
