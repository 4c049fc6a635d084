import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client.ts';
import { accountUser, staff, staffInvite } from '../../../db/schema/index.ts';
import type { Deps } from '../../../lib/ctx.ts';
import { AppError } from '../../../lib/errors.ts';
import { realNow } from '../../../lib/real-time.ts';
import { consume } from '../../limits/limiters.ts';
import { rememberDevice } from '../../sessions/device.ts';
import { endSessions } from '../../sessions/end-sessions.ts';
import { beginSecondFactor, openSession } from '../../sessions/open-session.ts';
import { lockStaff, type StaffRow } from '../../staff-rows.ts';
import { linkInvalid } from '../answers.ts';
import { auditUser } from '../audit-user.ts';
import { hashPassword, writePassword } from '../password/write-password.ts';
import { NewPassword } from '../password-rules.ts';
import { type AccountRequest, parseTyped, type SignedIn } from '../request.ts';
import { hashToken } from '../secret.ts';
import { insertUser, userByEmail, type UserRow } from '../user-rows.ts';

const Input = z.object({ token: z.string('a token').max(200), password: NewPassword });

export interface StaffInvite {
  staffId: number;
  name: string;
  email: string;
}

/** Whom a link for staff is for. @throws LINK_INVALID. */
export async function readStaffInvite(deps: Pick<Deps, 'db'>, token: string): Promise<StaffInvite> {
  const [found] = await deps.db.select({ invite: staffInvite, person: staff }).from(staffInvite).innerJoin(staff, eq(staff.id, staffInvite.staffId)).where(eq(staffInvite.tokenHash, hashToken(token)));
  open(found?.invite);
  const { id, name, email } = usable(found?.person);
  return { staffId: id, name, email };
}

/**
 * Sets the password of a member of the staff by the link, once, ends every older session and signs in; who has a second
 * factor is asked for its code. The account is bound to the staff row, whatever its mail address becomes.
 * @throws LINK_INVALID, INVALID_INPUT at `password`, RATE_LIMITED.
 */
export async function acceptStaffInvite(request: AccountRequest, input: z.input<typeof Input>): Promise<SignedIn> {
  const { deps, ip, headers } = request;
  await consume(deps.db, 'token-ip', ip);
  const { token, password } = parseTyped(Input, input);
  const hash = await hashPassword(deps, password);
  const user = await deps.db.transaction(async (tx) => {
    const [found] = await tx.select().from(staffInvite).where(eq(staffInvite.tokenHash, hashToken(token))).for('update');
    const invite = open(found);
    const account = await bindUser(tx, usable(await lockStaff(tx, invite.staffId)));
    await writePassword(tx, account.id, hash);
    await endSessions(tx, account.id);
    await tx.update(staffInvite).set({ usedAt: realNow() }).where(eq(staffInvite.id, invite.id));
    await auditUser(tx, request, account.id, 'staff.join', { userId: account.id, ip }, { kind: 'staff', id: invite.staffId });
    return account;
  });
  if (user.twoFactorEnabled) return { kind: 'code', setCookies: await beginSecondFactor(deps, user.id) };
  const session = await openSession(deps, { userId: user.id, ip, userAgent: headers.get('user-agent') ?? '' });
  return { kind: 'in', setCookies: [...session, rememberDevice(deps.config, headers, user.email)], userId: user.id };
}

/** The account of a member of the staff: bound already, or of the same address, or a new one. */
async function bindUser(tx: Tx, person: StaffRow): Promise<UserRow> {
  const [bound] = await tx.select().from(accountUser).where(eq(accountUser.staffId, person.id));
  if (bound) return bound;
  const known = await userByEmail(tx, person.email);
  if (!known) {
    const made = await insertUser(tx, { email: person.email, name: person.name, passwordHash: null, staffId: person.id });
    if (!made) throw new AppError('CONFLICT', 'an account with this address was made at the same moment: open the link again');
    return made;
  }
  if (known.staffId !== null) throw new AppError('CONFLICT', 'this address is bound to another member of the staff: ask an administrator');
  await tx.update(accountUser).set({ staffId: person.id, updatedAt: realNow() }).where(eq(accountUser.id, known.id));
  return known;
}

function open(invite: typeof staffInvite.$inferSelect | undefined): typeof staffInvite.$inferSelect {
  if (!invite) throw linkInvalid('this link is not known here, or a newer one was sent', 'open the newest mail, or ask an administrator');
  if (invite.usedAt) throw linkInvalid('this link was used already', 'sign in with your password');
  if (invite.expiresAt.getTime() <= realNow().getTime()) throw linkInvalid('this link has expired', 'ask an administrator for a new one');
  return invite;
}

function usable(person: StaffRow | undefined): StaffRow {
  if (!person || person.disabledAt) throw linkInvalid('this link opens nothing any more', 'ask an administrator');
  return person;
}
