import { eq } from 'drizzle-orm';
import type { Executor, Tx } from '../../db/client.ts';
import { accountUser } from '../../db/schema/index.ts';
import { AppError } from '../../lib/errors.ts';
import { realNow } from '../../lib/real-time.ts';
import { readSession } from '../sessions/read-session.ts';
import type { Viewer } from '../sessions/viewer.ts';
import { hashPassword, writePassword } from './password/write-password.ts';
import type { AccountRequest } from './request.ts';

export type UserRow = typeof accountUser.$inferSelect;

export async function userByEmail(executor: Executor, email: string): Promise<UserRow | undefined> {
  const [found] = await executor.select().from(accountUser).where(eq(accountUser.email, email.toLowerCase()));
  return found;
}

/** A new person whose address a mailed link has proved. Null when a parallel request was first with the address. */
export async function insertUser(tx: Tx, input: { email: string; name: string; passwordHash: string | null; staffId?: number | null }): Promise<UserRow | null> {
  const now = realNow();
  const [made] = await tx
    .insert(accountUser)
    .values({ email: input.email.toLowerCase(), emailVerified: true, name: input.name, staffId: input.staffId ?? null, twoFactorEnabled: false, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: accountUser.email })
    .returning();
  if (made && input.passwordHash !== null) await writePassword(tx, made.id, input.passwordHash);
  return made ?? null;
}

/** Whoever opens a link for an address that has an account must be signed in as it: the link alone hands no account over. */
export interface LinkHolder {
  viewer: Viewer | null;
  passwordHash: string | null;
}

export async function linkHolder({ deps, headers }: AccountRequest, password: string | null): Promise<LinkHolder> {
  const session = await readSession(deps, headers);
  return { viewer: session?.viewer ?? null, passwordHash: password === null ? null : await hashPassword(deps, password) };
}

/**
 * The person of an address: the one who is signed in as it, or a new one.
 * @throws SIGN_IN_NEEDED when the address has an account and somebody else, or nobody, is signed in.
 */
export async function userOfLink(tx: Tx, holder: LinkHolder, email: string, name: string): Promise<{ user: UserRow; isNew: boolean }> {
  const known = await userByEmail(tx, email);
  const made = known ? null : await insertUser(tx, { email, name, passwordHash: holder.passwordHash });
  if (made) return { user: made, isNew: true };
  if (!known || holder.viewer?.userId !== known.id) throw new AppError('SIGN_IN_NEEDED', `${email} has an account already: sign in with it, then open the link again`);
  return { user: known, isNew: false };
}
