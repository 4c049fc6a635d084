import type { Config } from '../../../lib/config.ts';
import { realNow } from '../../../lib/real-time.ts';
import { linkInvalid } from '../answers.ts';
import { sign, signatureHolds } from '../secret.ts';

export const CLAIM_DAYS = 30;

/** Until when a claim link made now works, in real time. */
export function claimExpiry(): Date {
  return new Date(realNow().getTime() + CLAIM_DAYS * 86_400_000);
}

interface Claiming {
  affiliateId: number;
  /** Whom the link is mailed to: when the registered address changes, earlier links open nothing. */
  email: string;
  /** Real time. */
  expiresAt: Date;
}

/**
 * The token of a claim link: who holds it may open the account of that affiliate while it has none. It goes to the
 * affiliate's registered address only. HMAC-SHA-256 under a key of its own, base64url.
 */
export function claimToken(config: Pick<Config, 'AUTH_SECRET'>, { affiliateId, email, expiresAt }: Claiming): string {
  const data = `${affiliateId}.${Math.floor(expiresAt.getTime() / 1000)}`;
  return `${data}.${sign(config, 'claim', `${data}.${normalized(email)}`)}`;
}

/** The affiliate that a token names; nothing is proved before `checkClaimToken` has seen its address. @throws LINK_INVALID for a broken one. */
export function affiliateOfClaim(token: string): number {
  return Number(parts(token)[1]);
}

/** @throws LINK_INVALID when the token was not made for this affiliate at this address, or has expired. */
export function checkClaimToken(config: Pick<Config, 'AUTH_SECRET'>, token: string, email: string): void {
  const [, affiliateId = '', seconds = '', signature = ''] = parts(token);
  if (!signatureHolds(config, 'claim', `${affiliateId}.${seconds}.${normalized(email)}`, signature)) throw broken();
  if (Number(seconds) * 1000 <= realNow().getTime()) throw linkInvalid('this link has expired', 'ask for a new one with the member ID and the registered mail address');
}

function parts(token: string): RegExpExecArray {
  const match = /^(\d{1,15})\.(\d{1,12})\.([\w-]{43})$/.exec(token);
  if (!match) throw broken();
  return match;
}

const normalized = (email: string): string => email.trim().toLowerCase();
const broken = () => linkInvalid('this link is not complete, or the registered address has changed since', 'copy the whole address from the mail, or ask for a new link with the member ID');
