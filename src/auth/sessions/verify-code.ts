import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountUser } from '../../db/schema/index.ts';
import { isAppError } from '../../lib/errors.ts';
import { codeWrong, orRefuse, startAgain } from '../accounts/answers.ts';
import { auditFailedSignIn, auditUser } from '../accounts/audit-user.ts';
import { authOf } from '../accounts/better-auth.ts';
import { type AccountRequest, headersWithoutSession, parseTyped, type SignedIn } from '../accounts/request.ts';
import { hashToken } from '../accounts/secret.ts';
import { consume, giveBack } from '../limits/limiters.ts';
import { signedCookie } from './cookies.ts';
import { rememberDevice } from './device.ts';

/** Six digits of the app, or a backup code; spaces between are dropped. */
export const Code = z.string('a code').transform((code) => code.replaceAll(/\s/g, '')).pipe(z.string().min(6, 'the six digits that the app shows, or a backup code').max(40, 'the six digits that the app shows, or a backup code'));

const Input = z.object({ code: Code, trustDevice: z.boolean().optional() });

/**
 * The second step of a sign-in: six digits of the app, or a backup code. 5 wrong ones in 15 min for a person; a code that was
 * right once is never right again. `trustDevice` asks for no code in this browser for 30 days.
 * @throws SIGN_IN_FAILED, SIGN_IN_NEEDED when the first step is too long ago, RATE_LIMITED.
 */
export async function verifyCode(request: AccountRequest, input: z.input<typeof Input>): Promise<SignedIn> {
  const { code, trustDevice = false } = parseTyped(Input, input);
  const { deps } = request;
  const user = await userInProgress(request);
  await consume(deps.db, 'code-user', String(user.id));
  try {
    await consumeCode(request, user.id, 'sign-in', code);
    const { api } = authOf(deps);
    const call = { body: { code, trustDevice }, headers: headersWithoutSession(request), returnHeaders: true } as const;
    const { headers } = await orRefuse<{ headers: Headers }>(/^\d{6}$/.test(code) ? api.verifyTOTP(call) : api.verifyBackupCode(call), (error) => (error.body?.code === 'INVALID_TWO_FACTOR_COOKIE' ? startAgain() : codeWrong()));
    await giveBack(deps.db, 'code-user', String(user.id));
    await auditUser(deps.db, request, user.id, 'session.open', { by: /^\d{6}$/.test(code) ? 'code' : 'backup code', ip: request.ip });
    return { kind: 'in', setCookies: [...headers.getSetCookie(), rememberDevice(deps.config, request.headers, user.email)], userId: user.id };
  } catch (error) {
    if (isAppError(error, 'SIGN_IN_FAILED')) await auditFailedSignIn(request, user.email);
    throw error;
  }
}

/** Takes a code for good: whoever brings the same one again, even at the same moment, is told that it is wrong. */
export async function consumeCode({ deps }: Pick<AccountRequest, 'deps'>, userId: number, use: string, code: string): Promise<void> {
  try {
    await consume(deps.db, 'code-once', `${use}/${userId}/${hashToken(code)}`);
  } catch (error) {
    throw isAppError(error, 'RATE_LIMITED') ? codeWrong() : error;
  }
}

async function userInProgress({ deps, headers }: AccountRequest): Promise<{ id: number; email: string }> {
  const challenge = signedCookie(deps.config, headers, 'two_factor');
  const { internalAdapter } = await authOf(deps).$context;
  const held = challenge && (await internalAdapter.findVerificationValue(challenge.value));
  const [user] = held ? await deps.db.select({ id: accountUser.id, email: accountUser.email }).from(accountUser).where(eq(accountUser.id, Number(held.value))) : [];
  if (!user) throw startAgain();
  return user;
}
