import { eq } from 'drizzle-orm';
import type { Executor } from '../../db/client.ts';
import { accountSession, accountVerification } from '../../db/schema/index.ts';

/** Ends every session of a person at once, and every device and link that would open another. */
export async function endSessions(executor: Executor, userId: number): Promise<number> {
  const ended = await executor.delete(accountSession).where(eq(accountSession.userId, userId)).returning({ id: accountSession.id });
  await forgetTokens(executor, userId);
  return ended.length;
}

/** Trusted devices, second factors under way and password resets: their rows carry the person's id as value. */
export async function forgetTokens(executor: Executor, userId: number): Promise<void> {
  await executor.delete(accountVerification).where(eq(accountVerification.value, String(userId)));
}
