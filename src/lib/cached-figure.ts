import type { Deps } from './ctx.ts';

/** A figure that was counted a moment ago: `asOf` is the business time of the count. */
export type AsOf<T> = T & { asOf: Date };

interface Held {
  value: unknown;
  /** Real milliseconds, of the process's own clock. */
  at: number;
  tookMs: number;
  refreshing: Promise<unknown> | undefined;
}

/** One cache an installation, so that two of them in one process (tests) never mix. */
const caches = new WeakMap<Deps, Map<string, Held>>();
const MAX_FIGURES = 500;

/** For pages that say as of when their figures hold: after some quiet minutes the first reader does not wait for the count either. */
export const KEEP_MS = 600_000;

/**
 * A costly figure, shared by all who ask in this process: counted at the first question, then again in the background when it
 * is older than a third of `maxAgeMs` (real time). Nobody is handed one older than `keepMs` (`maxAgeMs` unless told), or than
 * ten times what the count took, if that is longer: so that counting never takes more than a tenth of a connection.
 */
export async function cachedFigure<T extends object>(deps: Deps, key: string, maxAgeMs: number, count: () => Promise<T>, keepMs: number = maxAgeMs): Promise<AsOf<T>> {
  const cache = caches.get(deps) ?? new Map<string, Held>();
  caches.set(deps, cache);
  const held = cache.get(key);
  const age = held ? performance.now() - held.at : Infinity;
  const costs = (held?.tookMs ?? 0) * 10;
  const longest = Math.max(keepMs, costs);
  if (held && age <= Math.max(maxAgeMs, costs) / 3) return held.value as AsOf<T>;
  const refreshed = (held?.refreshing as Promise<AsOf<T>> | undefined) ?? refresh(deps, cache, key, count);
  if (held && age <= longest) {
    refreshed.catch((error: unknown) => deps.log.warn({ err: error, figure: key }, 'a figure could not be counted again'));
    return held.value as AsOf<T>;
  }
  return refreshed;
}

function refresh<T extends object>(deps: Deps, cache: Map<string, Held>, key: string, count: () => Promise<T>): Promise<AsOf<T>> {
  const before = cache.get(key);
  const began = performance.now();
  const asOf = deps.clock.now();
  const refreshing = count().then(
    (figure) => {
      const value = { ...figure, asOf };
      const now = performance.now();
      cache.delete(key);
      cache.set(key, { value, at: now, tookMs: now - began, refreshing: undefined });
      const oldest = cache.keys().next().value;
      if (cache.size > MAX_FIGURES && oldest !== undefined) cache.delete(oldest);
      return value;
    },
    (error: unknown) => {
      if (before) before.refreshing = undefined;
      else cache.delete(key);
      throw error;
    },
  );
  if (before) before.refreshing = refreshing;
  else cache.set(key, { value: undefined, at: -Infinity, tookMs: 0, refreshing });
  return refreshing;
}
