import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountSession, accountUser } from '../../db/schema/index.ts';
import { linkInvalid, orRefuse } from '../accounts/answers.ts';
import { auditUser } from '../accounts/audit-user.ts';
import { authOf } from '../accounts/better-auth.ts';
import { Email, LocaleInput } from '../accounts/email.ts';
import { requestMail } from '../accounts/mail/request-mail.ts';
import { type AccountRequest, authHeaders, parseTyped, type SignedIn } from '../accounts/request.ts';
import { consume, giveBack } from '../limits/limiters.ts';
import { rememberDevice } from './device.ts';
import { beginSecondFactor } from './open-session.ts';

/** `next` is a path of ours, carried by the link; `locale` is the mail's language where the account has none. */
const RequestInput = z.object({ email: Email, next: z.string().max(500).regex(/^\/(?![/\\])[^\s\\\p{Cc}]*$/u, 'must be a path of this site').optional(), locale: LocaleInput.optional() });
const UseInput = z.object({ token: z.string('a token').min(1, 'must not be empty').max(200) });

/**
 * Asks for a link that signs in, good for 15 minutes. The answer is the same for every address; staff and unknown
 * addresses are sent nothing. @throws RATE_LIMITED.
 */
export async function requestMagicLink(request: AccountRequest, input: z.input<typeof RequestInput>): Promise<void> {
  const { email, next, locale } = parseTyped(RequestInput, input);
  await requestMail(request, { kind: 'sign_in_link', address: email, payload: { ...(next ? { next } : {}), ...(locale ? { locale } : {}) } });
}

/**
 * Signs in by the token of a link, once. Whoever has a second factor is asked for its code all the same, and staff are
 * refused even with a link from before they joined. @throws LINK_INVALID, RATE_LIMITED.
 */
export async function useMagicLink(request: AccountRequest, input: z.input<typeof UseInput>): Promise<SignedIn> {
  const { token } = parseTyped(UseInput, input);
  const { deps, ip, headers } = request;
  await consume(deps.db, 'token-ip', ip);
  const refused = () => linkInvalid('this sign-in link was used already, or is older than 15 minutes', 'ask for a new one on the sign-in page');
  const answer = await orRefuse(authOf(deps).api.magicLinkVerify({ query: { token }, headers: authHeaders(request), returnHeaders: true }), refused);
  const userId = Number(answer.response.user.id);
  const [user] = await deps.db.select({ email: accountUser.email, totp: accountUser.twoFactorEnabled }).from(accountUser).where(eq(accountUser.id, userId));
  if (!user) throw refused();
  if (user.totp) {
    await deps.db.delete(accountSession).where(eq(accountSession.token, answer.response.token));
    return { kind: 'code', setCookies: await beginSecondFactor(deps, userId) };
  }
  await auditUser(deps.db, request, userId, 'session.open', { by: 'link', ip });
  await giveBack(deps.db, 'token-ip', ip);
  return { kind: 'in', setCookies: [...answer.headers.getSetCookie(), rememberDevice(deps.config, headers, user.email)], userId };
}
