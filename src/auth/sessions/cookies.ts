import { parseCookies } from 'better-auth/cookies';
import type { Config } from '../../lib/config.ts';
import { publicUrl } from '../../lib/public-url.ts';
import { cookieSignatureHolds } from '../accounts/secret.ts';

/** Cookies of ours beside those of better-auth, whose names and signature they share. */
export type AuthCookie = 'session_token' | 'two_factor' | 'device';

function secure(config: Config): boolean {
  return publicUrl(config).startsWith('https:');
}

export function cookieName(config: Config, cookie: AuthCookie): string {
  return `${secure(config) ? '__Secure-' : ''}tuiguan.${cookie}`;
}

/** A Set-Cookie line; `value` is written as it is. `maxAge` in seconds, 0 = forget it. */
export function cookieLine(config: Config, cookie: AuthCookie, value: string, maxAge: number): string {
  return `${cookieName(config, cookie)}=${encodeURIComponent(value)}; Max-Age=${maxAge}; Path=/; HttpOnly${secure(config) ? '; Secure' : ''}; SameSite=Lax`;
}

/** The header in which a browser sends what these Set-Cookie lines set. */
export function asSent(lines: readonly string[]): Headers {
  return new Headers({ cookie: lines.map((line) => line.split(';')[0]).join('; ') });
}

/** The value of a cookie with its signature, and without; null when it is absent or its signature does not hold. */
export function signedCookie(config: Config, headers: Headers, cookie: AuthCookie): { raw: string; value: string } | null {
  const raw = parseCookies(headers.get('cookie') ?? '').get(cookieName(config, cookie));
  const dot = raw?.lastIndexOf('.') ?? -1;
  if (raw === undefined || dot < 1) return null;
  const value = raw.slice(0, dot);
  return cookieSignatureHolds(config, value, raw.slice(dot + 1)) ? { raw, value } : null;
}
