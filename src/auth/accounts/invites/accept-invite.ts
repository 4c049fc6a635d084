import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Executor } from '../../../db/client.ts';
import { affiliateInvite, affiliateUser } from '../../../db/schema/index.ts';
import type { Deps } from '../../../lib/ctx.ts';
import { realNow } from '../../../lib/real-time.ts';
import { consume, giveBack } from '../../limits/limiters.ts';
import { rememberDevice } from '../../sessions/device.ts';
import { openSession } from '../../sessions/open-session.ts';
import { linkInvalid } from '../answers.ts';
import { auditUser } from '../audit-user.ts';
import { PersonName } from '../email.ts';
import { NewPassword } from '../password-rules.ts';
import { type AccountRequest, parseTyped, type SignedIn } from '../request.ts';
import { hashToken } from '../secret.ts';
import { linkHolder, userByEmail, userOfLink } from '../user-rows.ts';
import { affiliateOrThrow } from './affiliate-owner.ts';

const Input = z.object({ token: z.string('a token').max(200), name: PersonName, password: NewPassword.nullable() });

export interface Invite {
  affiliateId: number;
  memberId: string;
  affiliateName: string;
  email: string;
  /** The address has an account: sign in with it to accept. */
  hasUser: boolean;
}

/** What an invitation is about. @throws LINK_INVALID for one that is unknown, used, taken back or older than 7 days. */
export async function readInvite(deps: Pick<Deps, 'db'>, token: string): Promise<Invite> {
  const [found] = await deps.db.select().from(affiliateInvite).where(eq(affiliateInvite.tokenHash, hashToken(token)));
  const invite = open(found);
  const { memberId, name } = await affiliateOrThrow(deps.db, invite.affiliateId);
  return { affiliateId: invite.affiliateId, memberId, affiliateName: name, email: invite.email, hasUser: (await userByEmail(deps.db, invite.email)) !== undefined };
}

/**
 * Accepts an invitation, once, and signs in. Who has an account must be signed in with it; others get one.
 * @throws LINK_INVALID, SIGN_IN_NEEDED, INVALID_INPUT at `name` or `password`, RATE_LIMITED.
 */
export async function acceptInvite(request: AccountRequest, input: z.input<typeof Input>): Promise<SignedIn> {
  const { deps, ip, headers } = request;
  await consume(deps.db, 'token-ip', ip);
  const { token, name, password } = parseTyped(Input, input);
  const holder = await linkHolder(request, password);
  const { user, isNew } = await deps.db.transaction(async (tx) => {
    const invite = open(await lockInvite(tx, token));
    const joined = await userOfLink(tx, holder, invite.email, name);
    await tx.insert(affiliateUser).values({ userId: joined.user.id, affiliateId: invite.affiliateId, role: 'member', createdAt: realNow() }).onConflictDoNothing();
    await tx.update(affiliateInvite).set({ acceptedAt: realNow() }).where(eq(affiliateInvite.id, invite.id));
    await auditUser(tx, request, joined.user.id, 'affiliate.join', { userId: joined.user.id, inviteId: invite.id }, { kind: 'affiliate', id: invite.affiliateId });
    return joined;
  });
  await giveBack(deps.db, 'token-ip', ip);
  if (!isNew) return { kind: 'in', setCookies: [], userId: user.id };
  const session = await openSession(deps, { userId: user.id, ip, userAgent: headers.get('user-agent') ?? '' });
  return { kind: 'in', setCookies: [...session, rememberDevice(deps.config, headers, user.email)], userId: user.id };
}

type InviteRow = typeof affiliateInvite.$inferSelect;

async function lockInvite(executor: Executor, token: string): Promise<InviteRow | undefined> {
  const [found] = await executor.select().from(affiliateInvite).where(eq(affiliateInvite.tokenHash, hashToken(token))).for('update');
  return found;
}

function open(invite: InviteRow | undefined): InviteRow {
  if (!invite) throw linkInvalid('this invitation is not known here', 'copy the whole address from the mail');
  if (invite.acceptedAt) throw linkInvalid('this invitation was accepted already', 'sign in');
  if (invite.revokedAt) throw linkInvalid('this invitation was taken back', 'ask who invited you');
  if (invite.expiresAt.getTime() <= realNow().getTime()) throw linkInvalid('this invitation has expired', 'ask who invited you for a new one');
  return invite;
}
