import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Executor } from '../../db/client.ts';
import { accountSession, accountUser, accountVerification } from '../../db/schema/index.ts';

/** Ends the sessions of a person but this one, by its token: none that a weaker proof opened outlives a stronger one. */
export async function endOtherSessions(executor: Executor, userId: number, token: string): Promise<void> {
  await executor.delete(accountSession).where(and(eq(accountSession.userId, userId), ne(accountSession.token, token)));
}

/** Ends every session of a person at once, and every device and link that would open another. */
export async function endSessions(executor: Executor, userId: number): Promise<number> {
  const ended = await executor.delete(accountSession).where(eq(accountSession.userId, userId)).returning({ id: accountSession.id });
  await forgetTokens(executor, userId);
  return ended.length;
}

/** Trusted devices, second factors under way and password resets, whose rows carry the person's id as value; and sign-in links, which carry the address. */
export async function forgetTokens(executor: Executor, userId: number): Promise<void> {
  const [user] = await executor.select({ email: accountUser.email }).from(accountUser).where(eq(accountUser.id, userId));
  const values = [String(userId), ...(user ? [JSON.stringify({ type: 'magic-link', email: user.email })] : [])];
  await executor.delete(accountVerification).where(inArray(accountVerification.value, values));
}
