import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX_LENGTH = 10;
/** 36 characters of 62 are 214 bits: a plain SHA-256 is enough, since nothing of that size can be guessed. */
const SECRET_LENGTH = 36;
const TOKEN = /^tg_([0-9A-Za-z]{8,10})_([0-9A-Za-z]{32,64})$/;

export interface KeyToken {
  /** Public: names the key in lists, logs and commands. */
  prefix: string;
  secret: string;
}

export function makeToken(): KeyToken & { token: string } {
  const prefix = base62(PREFIX_LENGTH);
  const secret = base62(SECRET_LENGTH);
  return { prefix, secret, token: `tg_${prefix}_${secret}` };
}

/** The parts of `tg_<prefix>_<secret>`; null when it has not that form. */
export function readToken(token: string): KeyToken | null {
  const match = TOKEN.exec(token);
  return match ? { prefix: match[1] as string, secret: match[2] as string } : null;
}

/** SHA-256 of the secret in hexadecimal: all that is kept of it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares in constant time. */
export function secretMatches(secret: string, hash: string): boolean {
  const given = Buffer.from(hashSecret(secret), 'hex');
  const kept = Buffer.from(hash, 'hex');
  return given.length === kept.length && timingSafeEqual(given, kept);
}

function base62(length: number): string {
  return Array.from({ length }, () => BASE62[randomInt(BASE62.length)]).join('');
}
