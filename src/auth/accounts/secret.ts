import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Config } from '../../lib/config.ts';
import { AppError } from '../../lib/errors.ts';

/** The secret of this installation. @throws CONFIG where neither the settings nor deps.ts gave one. */
export function authSecret(config: Pick<Config, 'AUTH_SECRET'>): string {
  if (!config.AUTH_SECRET) throw new AppError('CONFIG', 'AUTH_SECRET is unset: expected 32 characters or more');
  return config.AUTH_SECRET;
}

/** HMAC-SHA-256 in base64url, with a key of its own for each purpose, so that no signature passes for another. */
export function sign(config: Pick<Config, 'AUTH_SECRET'>, purpose: string, data: string): string {
  const key = createHmac('sha256', authSecret(config)).update(`tuiguan/${purpose}`).digest();
  return createHmac('sha256', key).update(data).digest('base64url');
}

/** Compares in constant time. */
export function signatureHolds(config: Pick<Config, 'AUTH_SECRET'>, purpose: string, data: string, signature: string): boolean {
  return equal(Buffer.from(sign(config, purpose, data)), Buffer.from(signature));
}

/** A cookie's value with the signature that better-auth gives and checks. */
export function signCookie(config: Pick<Config, 'AUTH_SECRET'>, value: string): string {
  return `${value}.${createHmac('sha256', authSecret(config)).update(value).digest('base64')}`;
}

/** The cookie signature of better-auth, over the bare secret in base64; checked here so that reading a session costs one query. */
export function cookieSignatureHolds(config: Pick<Config, 'AUTH_SECRET'>, value: string, signature: string): boolean {
  return equal(Buffer.from(createHmac('sha256', authSecret(config)).update(value).digest('base64')), Buffer.from(signature));
}

/** A token for a link: 32 random bytes. Only its hash is kept. */
export function makeLinkToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function equal(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
