import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountUser } from '../../../db/schema/index.ts';
import { consume } from '../../limits/limiters.ts';
import { endSessions } from '../../sessions/end-sessions.ts';
import { linkInvalid, orRefuse } from '../answers.ts';
import { auditUser } from '../audit-user.ts';
import { authOf } from '../better-auth.ts';
import { Email, LocaleInput } from '../email.ts';
import { requestMail } from '../mail/request-mail.ts';
import { NewPassword } from '../password-rules.ts';
import { type AccountRequest, parseTyped } from '../request.ts';

const RequestInput = z.object({ email: Email, locale: LocaleInput.optional() });
const ResetInput = z.object({ token: z.string('a token').min(1, 'must not be empty').max(200), password: NewPassword });

/** Asks for a link to set a new password, good for an hour. The same answer for every address. @throws RATE_LIMITED. */
export async function requestPasswordReset(request: AccountRequest, input: z.input<typeof RequestInput>): Promise<void> {
  const { email, locale } = parseTyped(RequestInput, input);
  await requestMail(request, { kind: 'password_reset', address: email, payload: locale ? { locale } : {} });
}

/**
 * Sets a new password by the token of a link, once, and ends every session and trusted device of the person. It signs
 * nobody in: who has a second factor still needs it. @throws LINK_INVALID, INVALID_INPUT at `password`, RATE_LIMITED.
 */
export async function resetPassword(request: AccountRequest, input: z.input<typeof ResetInput>): Promise<{ email: string }> {
  const { token, password } = parseTyped(ResetInput, input);
  const { deps, ip } = request;
  await consume(deps.db, 'token-ip', ip);
  const auth = authOf(deps);
  const held = await (await auth.$context).internalAdapter.findVerificationValue(`reset-password:${token}`);
  const refused = () => linkInvalid('this link was used already, or is older than an hour', 'ask for a new one');
  const [user] = held ? await deps.db.select({ id: accountUser.id, email: accountUser.email }).from(accountUser).where(eq(accountUser.id, Number(held.value))) : [];
  if (!user) throw refused();
  await orRefuse(auth.api.resetPassword({ body: { token, newPassword: password } }), refused);
  await deps.db.transaction(async (tx) => {
    await endSessions(tx, user.id);
    await auditUser(tx, request, user.id, 'password.reset', { ip });
  });
  return { email: user.email };
}
