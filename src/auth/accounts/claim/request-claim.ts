import { z } from 'zod';
import { Email, LocaleInput } from '../email.ts';
import { requestMail } from '../mail/request-mail.ts';
import { type AccountRequest, parseTyped } from '../request.ts';

const Input = z.object({
  memberId: z.string('a member ID').trim().regex(/^\d{1,20}$/, 'the digits of the member ID'),
  email: Email,
  locale: LocaleInput.optional(),
});

/**
 * Asks for a fresh claim link. It is mailed when member ID and registered address belong together and the affiliate has no
 * account yet; the answer is the same in every case. @throws INVALID_INPUT, RATE_LIMITED.
 */
export async function requestClaim(request: AccountRequest, input: z.input<typeof Input>): Promise<void> {
  const { memberId, email, locale } = parseTyped(Input, input);
  await requestMail(request, { kind: 'claim', address: email, payload: { memberId, ...(locale ? { locale } : {}) } });
}
