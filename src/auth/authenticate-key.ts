import { eq } from 'drizzle-orm';
import { apiKey, staff } from '../db/schema/index.ts';
import type { Actor, Deps } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { realNow } from '../lib/real-time.ts';
import { cachedKey, type KnownKey, rememberKey } from './key-cache.ts';
import { type KeyToken, readToken, secretMatches } from './key-token.ts';

/**
 * Who a key `tg_<prefix>_<secret>` acts as. Expiry runs on real time, as sessions do. A revocation is seen at once in this
 * process and within 5 s in others.
 * @throws UNAUTHENTICATED for a key that is malformed, unknown, wrong, revoked, expired, or of a disabled member of the staff.
 */
export async function authenticateKey(deps: Pick<Deps, 'db'>, token: string): Promise<Actor> {
  const given = readToken(token);
  if (!given) throw new AppError('UNAUTHENTICATED', 'the API key has not the form tg_<prefix>_<secret>');
  const known = cachedKey(deps.db, given.prefix);
  if (known) return accept(known, given);
  const found = await readKey(deps, given);
  const actor = accept(found, given);
  rememberKey(deps.db, given.prefix, found);
  return actor;
}

/** Only who knows the secret is told why the key is not valid any more. */
function accept(key: KnownKey & { refused?: string }, given: KeyToken): Actor {
  if (!secretMatches(given.secret, key.secretHash)) throw unknownKey(given);
  if (key.refused !== undefined) throw new AppError('UNAUTHENTICATED', key.refused);
  if (key.expiresAt && key.expiresAt.getTime() <= realNow().getTime()) throw new AppError('UNAUTHENTICATED', `the API key tg_${given.prefix}_… expired at ${key.expiresAt.toISOString()}`);
  return key.actor;
}

async function readKey({ db }: Pick<Deps, 'db'>, given: KeyToken): Promise<KnownKey & { refused?: string }> {
  const [found] = await db.select({ key: apiKey, owner: staff }).from(apiKey).leftJoin(staff, eq(staff.id, apiKey.staffId)).where(eq(apiKey.prefix, given.prefix));
  if (!found) throw unknownKey(given);
  const { key, owner } = found;
  const refused = key.revokedAt ? `the API key tg_${given.prefix}_… was revoked` : owner?.disabledAt ? `the API key tg_${given.prefix}_… belongs to a disabled member of the staff` : undefined;
  return { secretHash: key.secretHash, expiresAt: key.expiresAt, actor: actorOf(key, owner), ...(refused === undefined ? {} : { refused }) };
}

function actorOf(key: typeof apiKey.$inferSelect, owner: typeof staff.$inferSelect | null): Actor {
  if (owner) return { kind: 'staff', staffId: owner.id, name: owner.name, roles: owner.roles, scopes: key.scopes };
  if (key.affiliateId !== null) return { kind: 'affiliate', affiliateId: key.affiliateId, scopes: key.scopes };
  return { kind: 'machine', keyId: key.id, name: key.name, scopes: key.scopes ?? [] };
}

function unknownKey(given: KeyToken): AppError {
  return new AppError('UNAUTHENTICATED', `the API key tg_${given.prefix}_… is not known here, or its secret is wrong`);
}
