import { sql } from 'drizzle-orm';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { type Db, rows } from '../../db/client.ts';
import { AppError } from '../../lib/errors.ts';

const MINUTE = 60;

/** What is counted: tries, in seconds of real time. The first try opens the window, and later ones do not prolong it. */
export const LIMITS = {
  'sign-in-address': { points: 10, duration: 15 * MINUTE },
  'sign-in-ip': { points: 50, duration: 15 * MINUTE },
  'code-user': { points: 5, duration: 15 * MINUTE },
  /** A code of the second factor counts once (RFC 6238 §5.2), also when it comes twice at the same moment. */
  'code-once': { points: 1, duration: 2 * MINUTE },
  'mail-address': { points: 5, duration: 60 * MINUTE },
  'mail-ip': { points: 30, duration: 60 * MINUTE },
  'token-ip': { points: 50, duration: 15 * MINUTE },
} as const;

export type LimitName = keyof typeof LIMITS;

interface Query {
  text: string;
  values: (string | number | null)[];
}

const made = new WeakMap<Db, Map<LimitName, RateLimiterPostgres>>();

/** The limiter over our own pool: one upsert a try, so that processes share the count and a parallel burst is counted exactly. */
export function limiter(db: Db, name: LimitName): RateLimiterPostgres {
  const ofDb = made.get(db) ?? new Map<LimitName, RateLimiterPostgres>();
  made.set(db, ofDb);
  const found = ofDb.get(name);
  if (found) return found;
  const storeClient = {
    async query({ text, values }: Query) {
      const parts = text.split(/\$(\d+)/).map((part, n) => (n % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1] ?? null}`));
      const found = await rows(db, sql.join(parts));
      return { rows: found, rowCount: found.length };
    },
  };
  const limit = new RateLimiterPostgres({ ...LIMITS[name], storeClient, storeType: 'client', tableName: 'rate_limit', tableCreated: true, keyPrefix: name, clearExpiredByTimeout: false });
  ofDb.set(name, limit);
  return limit;
}

/** Counts one try. @throws RATE_LIMITED with the seconds until the next one is taken. */
export async function consume(db: Db, name: LimitName, key: string): Promise<void> {
  try {
    await limiter(db, name).consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new AppError('RATE_LIMITED', `too many tries: the next is taken in ${retryAfter} s`, { retryAfter });
  }
}

/** Takes a counted try back: what succeeded does not wear the limit out. */
export async function giveBack(db: Db, name: LimitName, key: string): Promise<void> {
  await limiter(db, name).reward(key);
}
