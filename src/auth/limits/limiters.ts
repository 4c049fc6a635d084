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
  /** Mails that an affiliate's owners cause to addresses of their choice. */
  'invite-affiliate': { points: 20, duration: 24 * 60 * MINUTE },
  'mail-ip': { points: 30, duration: 60 * MINUTE },
  'token-ip': { points: 50, duration: 15 * MINUTE },
  /** API keys that were not valid. A valid one always passes: behind a proxy all clients share an address. */
  'key-ip': { points: 20, duration: MINUTE },
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
    await limiter(db, name).consume(countedAs(name, key));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new AppError('RATE_LIMITED', `too many tries: the next is taken in ${retryAfter} s`, { retryAfter });
  }
}

/** Takes a counted try back: what succeeded does not wear the limit out. */
export async function giveBack(db: Db, name: LimitName, key: string): Promise<void> {
  await limiter(db, name).reward(countedAs(name, key));
}

/** Whoever has one IPv6 address has its whole /64: those count as one. */
function countedAs(name: LimitName, key: string): string {
  if (!name.endsWith('-ip') || !key.includes(':') || key.includes('.')) return key;
  const [left = [], right = []] = key.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':').toLowerCase()}::/64`;
}
