import { z } from 'zod';
import { parseTyped, authHeaders, type AccountRequest, type SignedIn } from '../accounts/request.ts';
import { auditFailedSignIn, auditUser } from '../accounts/audit-user.ts';
import { orRefuse, signInFailed } from '../accounts/answers.ts';
import { authOf } from '../accounts/better-auth.ts';
import { Email } from '../accounts/email.ts';
import { TypedPassword } from '../accounts/password-rules.ts';
import { isAppError } from '../../lib/errors.ts';
import { consume, giveBack } from '../limits/limiters.ts';
import { knownDevice, rememberDevice } from './device.ts';

const Input = z.object({ email: Email, password: TypedPassword });

/**
 * Signs in by password; `code` = a code of the second factor is asked for next.
 * Tries are counted before the password is looked at: 50 in 15 min for an IP address, 10 for a mail address. A browser that
 * has signed in as this address before is counted by itself, so a stranger who uses the tries up locks nobody out of their
 * own browser; elsewhere the window ends 15 min after its first try, and a link by mail opens meanwhile. A right password
 * wears nothing out.
 * @throws SIGN_IN_FAILED, the same for an unknown address; RATE_LIMITED.
 */
export async function signIn(request: AccountRequest, input: z.input<typeof Input>): Promise<SignedIn> {
  const { email, password } = parseTyped(Input, input);
  const { deps, ip, headers } = request;
  const device = knownDevice(deps.config, headers, email);
  const counted = device === null ? email : `${email}/${device}`;
  await consume(deps.db, 'sign-in-ip', ip);
  await consume(deps.db, 'sign-in-address', counted);
  try {
    const answer = await orRefuse(authOf(deps).api.signInEmail({ body: { email, password }, headers: authHeaders(request), returnHeaders: true }), signInFailed);
    await Promise.all([giveBack(deps.db, 'sign-in-ip', ip), giveBack(deps.db, 'sign-in-address', counted)]);
    const setCookies = answer.headers.getSetCookie();
    if ('twoFactorRedirect' in answer.response) return { kind: 'code', setCookies };
    const userId = Number(answer.response.user.id);
    await auditUser(deps.db, request, userId, 'session.open', { by: 'password', ip });
    return { kind: 'in', setCookies: [...setCookies, rememberDevice(deps.config, headers, email)], userId };
  } catch (error) {
    if (isAppError(error, 'SIGN_IN_FAILED')) await auditFailedSignIn(request, email);
    throw error;
  }
}
