import { randomBytes } from 'node:crypto';
import { parseCookies } from 'better-auth/cookies';
import type { Config } from '../../lib/config.ts';
import { hashToken, sign, signatureHolds } from '../accounts/secret.ts';
import { cookieLine, cookieName } from './cookies.ts';

const YEAR_S = 365 * 86_400;

/** The name under which a browser that has signed in as this address before is counted; null for any other browser. */
export function knownDevice(config: Config, headers: Headers, email: string): string | null {
  const [address, device, signature] = (parseCookies(headers.get('cookie') ?? '').get(cookieName(config, 'device')) ?? '').split('.');
  if (!address || !device || !signature || !signatureHolds(config, 'device', `${address}.${device}`, signature)) return null;
  return address === addressMark(email) ? device : null;
}

/** Lets this browser be known again. The cookie names no address and opens nothing by itself. */
export function rememberDevice(config: Config, headers: Headers, email: string): string {
  const data = `${addressMark(email)}.${knownDevice(config, headers, email) ?? randomBytes(12).toString('base64url')}`;
  return cookieLine(config, 'device', `${data}.${sign(config, 'device', data)}`, YEAR_S);
}

function addressMark(email: string): string {
  return hashToken(`device/${email}`).slice(0, 32);
}
