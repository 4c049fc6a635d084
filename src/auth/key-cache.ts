import type { Db } from '../db/client.ts';
import type { Actor } from '../lib/ctx.ts';

/** A key that was found valid, as the database had it. */
export interface KnownKey {
  secretHash: string;
  actor: Actor;
  expiresAt: Date | null;
}

/** How long a revocation in another process may go unnoticed here, in milliseconds of real time. */
const FRESH_MS = 5_000;
const MAX_KEYS = 10_000;

interface Held extends KnownKey {
  until: number;
}

/** One cache a database, so that two installations in one process (tests) never mix. Only valid keys are held. */
const caches = new WeakMap<Db, Map<string, Held>>();

export function cachedKey(db: Db, prefix: string): KnownKey | undefined {
  const held = caches.get(db)?.get(prefix);
  return held && held.until > performance.now() ? held : undefined;
}

export function rememberKey(db: Db, prefix: string, key: KnownKey): void {
  const cache = caches.get(db) ?? new Map<string, Held>();
  caches.set(db, cache);
  // Out and in again, so that the oldest stand first.
  cache.delete(prefix);
  if (cache.size >= MAX_KEYS) for (const oldest of [...cache.keys()].slice(0, MAX_KEYS / 10)) cache.delete(oldest);
  cache.set(prefix, { ...key, until: performance.now() + FRESH_MS });
}

/** Forgets one key, or all when a staff member's roles change. */
export function forgetKeys(db: Db, prefix?: string): void {
  if (prefix === undefined) caches.delete(db);
  else caches.get(db)?.delete(prefix);
}
