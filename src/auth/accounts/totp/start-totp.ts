import { z } from 'zod';
import { AppError } from '../../../lib/errors.ts';
import type { Viewer } from '../../sessions/viewer.ts';
import { auditUser } from '../audit-user.ts';
import { authOf } from '../better-auth.ts';
import { withOwnPassword } from '../password/own-password.ts';
import { type AccountRequest, parseTyped } from '../request.ts';

/** Who has no password leaves it out. */
export const OwnPassword = z.object({ password: z.string().max(200).nullish() });

export interface TotpStart {
  /** otpauth:// address, for a QR code. */
  uri: string;
  /** The same secret in base32, to be typed. */
  secret: string;
  /** To be kept on paper: each opens the account once. */
  backupCodes: string[];
}

/**
 * Begins to set up the second factor; nothing is asked for at sign-in before confirmTotp(). Starting again replaces secret and
 * codes. @throws INVALID_INPUT at `password`, CONFLICT when it is set up already, RATE_LIMITED.
 */
export async function startTotp(request: AccountRequest, viewer: Viewer, input: z.input<typeof OwnPassword>): Promise<TotpStart> {
  const { password } = parseTyped(OwnPassword, input);
  const already = () => new AppError('CONFLICT', 'the second factor is set up already: turn it off first, or make new backup codes');
  if (viewer.totp) throw already();
  const body = { method: 'totp' as const, ...(password ? { password } : {}) };
  const answer = await withOwnPassword(request, viewer, 'password', (headers) => authOf(request.deps).api.enableTwoFactor({ body, headers }), { TOTP_ALREADY_ENABLED: already });
  if (answer.method !== 'totp') throw new AppError('INTERNAL', 'better-auth set up another factor than was asked for');
  await auditUser(request.deps.db, request, viewer.userId, 'totp.start');
  return { uri: answer.totpURI, secret: new URL(answer.totpURI).searchParams.get('secret') ?? '', backupCodes: answer.backupCodes };
}
