import { randomBytes } from 'node:crypto';
import type { Deps } from '../../lib/ctx.ts';
import { realNow } from '../../lib/real-time.ts';
import { signInFailed } from '../accounts/answers.ts';
import { authOf } from '../accounts/better-auth.ts';
import { signCookie } from '../accounts/secret.ts';
import { cookieLine } from './cookies.ts';

/** How long the code of the second factor may be awaited after the password, in seconds: better-auth's own. */
const CHALLENGE_S = 600;

/** Opens a session for a person whose right to it is proved; hands back the Set-Cookie lines. @throws SIGN_IN_FAILED for a disabled one. */
export async function openSession(deps: Deps, { userId, ip, userAgent }: { userId: number; ip: string; userAgent: string }): Promise<string[]> {
  const { internalAdapter } = await authOf(deps).$context;
  // null for who may have none (session-rules.ts), whatever the type says.
  const session = (await internalAdapter.createSession(String(userId), false, { ipAddress: ip, userAgent })) as { token: string } | null;
  if (!session) throw signInFailed();
  return [cookieLine(deps.config, 'session_token', signCookie(deps.config, session.token), deps.config.SESSION_DAYS * 86_400)];
}

/** Asks for a code as after a right password: the rows and the cookie that better-auth's verify-totp expects. */
export async function beginSecondFactor(deps: Deps, userId: number): Promise<string[]> {
  const { internalAdapter } = await authOf(deps).$context;
  const identifier = `2fa-${randomBytes(16).toString('hex')}`;
  const expiresAt = new Date(realNow().getTime() + CHALLENGE_S * 1000);
  await internalAdapter.createVerificationValue({ identifier, value: String(userId), expiresAt });
  await internalAdapter.createVerificationValue({ identifier: `2fa-attempts-${identifier}`, value: '0', expiresAt });
  return [cookieLine(deps.config, 'two_factor', signCookie(deps.config, identifier), CHALLENGE_S)];
}
