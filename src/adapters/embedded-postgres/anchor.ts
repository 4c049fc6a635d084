import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { AppError } from '../../lib/errors.ts';

/** "tgan": held shared by every process that uses the server, and alone by the one that stops it. */
const USE_LOCK = 0x7467616e;

/** A superuser's session that says "this server is in use" for as long as it lives. */
export interface Anchor {
  port: number;
  sql: postgres.Sql;
}

/** Passwords of the lesser roles follow from the secret, so that there is one secret to keep. */
export function passwordOf(role: string, secret: string): string {
  return createHmac('sha256', secret).update(role).digest('hex').slice(0, 48);
}

/**
 * Connects as superuser and takes the use lock shared. Undefined while the server starts, stops or is not there: ask again.
 * @throws CONFIG when the server refuses the password.
 */
export async function holdAnchor(port: number, secret: string): Promise<Anchor | undefined> {
  const sql = postgres({ host: '127.0.0.1', port, user: 'postgres', password: secret, database: 'postgres', max: 1, max_lifetime: null, connect_timeout: 5, onnotice: () => {}, connection: { application_name: 'tuiguan anchor' } });
  try {
    await sql`select pg_advisory_lock_shared(${USE_LOCK})`;
    return { port, sql };
  } catch (cause) {
    await sql.end({ timeout: 0 });
    if (cause instanceof postgres.PostgresError && cause.code.startsWith('28')) throw new AppError('CONFIG', `PostgreSQL on port ${port} refuses the password in its secret file: the file and the data do not belong together`, { cause });
    return undefined;
  }
}

/**
 * Lets go of the server. When nobody else uses it (no other process of ours, no other client), `stop` is called while
 * the lock is held alone: whoever wants to come in meanwhile waits, is sent away, and starts it again.
 * @returns whether it was stopped.
 */
export async function releaseAnchor({ sql }: Anchor, stop: () => Promise<void>, force: boolean): Promise<boolean> {
  try {
    // A server that is gone already needs no stopping.
    if (!force && !(await isLast(sql).catch(() => false))) return false;
    await stop();
    return true;
  } finally {
    await sql.end({ timeout: 0 });
  }
}

async function isLast(sql: postgres.Sql): Promise<boolean> {
  await sql`select pg_advisory_unlock_shared(${USE_LOCK})`;
  const [lock] = await sql<{ alone: boolean }[]>`select pg_try_advisory_lock(${USE_LOCK}) as alone`;
  if (!lock?.alone) return false;
  // Our own pools were closed a moment ago; their backends take some milliseconds to leave.
  for (let waited = 0; waited <= 1_000; waited += 25) {
    const [others] = await sql<{ n: number }[]>`select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
    if (others?.n === 0) return true;
    await sleep(25);
  }
  return false;
}
