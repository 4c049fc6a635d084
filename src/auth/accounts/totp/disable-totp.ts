import type { z } from 'zod';
import { AppError } from '../../../lib/errors.ts';
import { forgetTokens } from '../../sessions/end-sessions.ts';
import type { Viewer } from '../../sessions/viewer.ts';
import { auditUser } from '../audit-user.ts';
import { authOf } from '../better-auth.ts';
import { withOwnPassword } from '../password/own-password.ts';
import { type AccountRequest, parseTyped } from '../request.ts';
import { OwnPassword } from './start-totp.ts';

/**
 * Turns the second factor off and forgets trusted devices. @throws FORBIDDEN for staff where it is required, CONFLICT when
 * there is none, INVALID_INPUT at `password`, RATE_LIMITED.
 */
export async function disableTotp(request: AccountRequest, viewer: Viewer, input: z.input<typeof OwnPassword>): Promise<{ setCookies: string[] }> {
  const { password } = parseTyped(OwnPassword, input);
  const { deps } = request;
  if (viewer.staff && deps.config.STAFF_TOTP === 'required') throw new AppError('FORBIDDEN', 'staff need a second factor here: an administrator can reset it when the phone is lost');
  if (!viewer.totp) throw new AppError('CONFLICT', 'there is no second factor to turn off');
  const answer = await withOwnPassword(request, viewer, 'password', (headers) => authOf(deps).api.disableTwoFactor({ body: password ? { password } : {}, headers, returnHeaders: true }));
  await deps.db.transaction(async (tx) => {
    await forgetTokens(tx, viewer.userId);
    await auditUser(tx, request, viewer.userId, 'totp.off');
  });
  return { setCookies: answer.headers.getSetCookie() };
}
