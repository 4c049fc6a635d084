import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { affiliate, affiliateUser } from '../../../db/schema/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { realNow } from '../../../lib/real-time.ts';
import { consume, giveBack } from '../../limits/limiters.ts';
import { rememberDevice } from '../../sessions/device.ts';
import { openSession } from '../../sessions/open-session.ts';
import { linkInvalid } from '../answers.ts';
import { auditUser } from '../audit-user.ts';
import { PersonName } from '../email.ts';
import { NewPassword } from '../password-rules.ts';
import { type AccountRequest, parseTyped, type SignedIn } from '../request.ts';
import { linkHolder, userOfLink } from '../user-rows.ts';
import { affiliateOfClaim, checkClaimToken } from './claim-token.ts';

const Input = z.object({ token: z.string('a token').max(200), name: PersonName, password: NewPassword.nullable() });

/**
 * Opens the account of an affiliate by the link from the notice and signs its owner in. Without a password the person signs
 * in by mail. Used twice at the same moment, it works once.
 * @throws LINK_INVALID; ALREADY_CLAIMED; SIGN_IN_NEEDED when the registered address has an account and is not signed in;
 * INVALID_INPUT at `name` or `password`; RATE_LIMITED.
 */
export async function claimAffiliate(request: AccountRequest, input: z.input<typeof Input>): Promise<SignedIn> {
  const { deps, ip, headers } = request;
  await consume(deps.db, 'token-ip', ip);
  const { token, name, password } = parseTyped(Input, input);
  const affiliateId = affiliateOfClaim(token);
  const holder = await linkHolder(request, password);
  const { user, isNew } = await deps.db.transaction(async (tx) => {
    const [claimed] = await tx.select().from(affiliate).where(eq(affiliate.id, affiliateId)).for('update');
    if (!claimed) throw linkInvalid('this link is about an affiliate that is no longer here', 'write to us');
    checkClaimToken(deps.config, token, claimed.email);
    const [taken] = await tx.select({ id: affiliateUser.id }).from(affiliateUser).where(eq(affiliateUser.affiliateId, affiliateId)).limit(1);
    if (taken) throw new AppError('ALREADY_CLAIMED', `the account of ${claimed.name} was opened already: sign in`);
    const owner = await userOfLink(tx, holder, claimed.email.trim().toLowerCase(), name);
    await tx.insert(affiliateUser).values({ userId: owner.user.id, affiliateId, role: 'owner', createdAt: realNow() });
    await auditUser(tx, request, owner.user.id, 'affiliate.claim', { userId: owner.user.id, ip }, { kind: 'affiliate', id: affiliateId });
    return owner;
  });
  await giveBack(deps.db, 'token-ip', ip);
  if (!isNew) return { kind: 'in', setCookies: [], userId: user.id };
  const session = await openSession(deps, { userId: user.id, ip, userAgent: headers.get('user-agent') ?? '' });
  return { kind: 'in', setCookies: [...session, rememberDevice(deps.config, headers, user.email)], userId: user.id };
}
