import { z } from 'zod';
import { AppError } from '../../../lib/errors.ts';
import { consume, giveBack } from '../../limits/limiters.ts';
import { asSent, signedCookie } from '../../sessions/cookies.ts';
import { endOtherSessions, forgetTokens } from '../../sessions/end-sessions.ts';
import type { Viewer } from '../../sessions/viewer.ts';
import { orRefuse } from '../answers.ts';
import { auditUser } from '../audit-user.ts';
import { authOf } from '../better-auth.ts';
import { authHeaders, type AccountRequest, fieldFault, parseTyped } from '../request.ts';

const Input = z.object({ code: z.string('a code').transform((code) => code.replaceAll(/\s/g, '')).pipe(z.string().regex(/^\d{6}$/, 'six digits')) });

/**
 * Turns the second factor on, by the first code of the app. The session is replaced: its cookies are handed back. Every other
 * one ends: a password alone opened it, and it would pass for one that the second factor opened.
 * @throws INVALID_INPUT at `code`, CONFLICT when startTotp() did not come before, RATE_LIMITED.
 */
export async function confirmTotp(request: AccountRequest, viewer: Viewer, input: z.input<typeof Input>): Promise<{ setCookies: string[] }> {
  const { code } = parseTyped(Input, input);
  const { deps } = request;
  if (viewer.totp) throw new AppError('CONFLICT', 'the second factor is set up already');
  const key = `confirm/${viewer.userId}`;
  await consume(deps.db, 'code-user', key);
  const refused = (code: string | undefined): AppError =>
    code === 'TOTP_NOT_ENABLED' ? new AppError('CONFLICT', 'begin with the QR code: there is no secret yet') : fieldFault('code', 'is not what the app shows now: check the clock of the phone, and take the next code');
  const { headers } = await orRefuse(authOf(deps).api.verifyTOTP({ body: { code }, headers: authHeaders(request), returnHeaders: true }), (error) => refused(error.body?.code));
  await giveBack(deps.db, 'code-user', key);
  const setCookies = headers.getSetCookie();
  await deps.db.transaction(async (tx) => {
    await endOtherSessions(tx, viewer.userId, signedCookie(deps.config, asSent(setCookies), 'session_token')?.value ?? '');
    await forgetTokens(tx, viewer.userId);
    await auditUser(tx, request, viewer.userId, 'totp.on');
  });
  return { setCookies };
}
