import { type SQL, sql } from 'drizzle-orm';
import type { Db } from './client.ts';

/** Work that claims rows, does something slow outside the database, and records it. */
const KEYS = { delivering: 0x7467_0001, crawling: 0x7467_0002 } as const;
export type Hold = keyof typeof KEYS;

/**
 * Runs `work` while one connection holds a shared advisory lock that says "somebody is at it". The server frees it the
 * moment a process dies, so claimed rows that nobody holds are known for orphans in seconds, and a slow holder's never are.
 * The transaction around the lock reads and writes nothing: it keeps no row and no snapshot, and passes PgBouncer.
 * `work` is handed a question, false once the connection was lost: then begin nothing new. Needs a pool of two or more.
 */
export async function whileHolding<T>(db: Db, hold: Hold, work: (held: () => boolean) => Promise<T>): Promise<T> {
  let lost = false;
  const done = signal();
  const locked = signal();
  const holding = db
    .transaction(async (tx) => {
      await tx.execute(sql`select set_config('idle_in_transaction_session_timeout', '0', true), pg_advisory_xact_lock_shared(${KEYS[hold]})`);
      locked.resolve();
      await done.promise;
    })
    .catch((error: unknown) => {
      lost = true;
      locked.reject(error);
    });
  await locked.promise;
  try {
    return await work(() => !lost);
  } finally {
    // postgres.js ends the whole process when a transaction whose connection is gone says anything more.
    if (!lost) done.resolve();
    await holding;
  }
}

/** SQL that is true when nobody is at it. For a statement outside any transaction: the lock that it tries ends with it. */
export function nobodyHolds(hold: Hold): SQL<boolean> {
  return sql<boolean>`pg_try_advisory_xact_lock(${KEYS[hold]})`;
}

function signal(): { promise: Promise<void>; resolve: () => void; reject: (error: unknown) => void } {
  let resolve!: () => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => {}); // who waits for it hears of it
  return { promise, resolve, reject };
}
