import type { Executor } from '../../../db/client.ts';
import { accountCredential } from '../../../db/schema/index.ts';
import type { Deps } from '../../../lib/ctx.ts';
import { realNow } from '../../../lib/real-time.ts';
import { authOf } from '../better-auth.ts';

/** Keeps the hash of a person's password, in the form in which better-auth reads it. */
export async function writePassword(executor: Executor, userId: number, hash: string): Promise<void> {
  const now = realNow();
  await executor
    .insert(accountCredential)
    .values({ userId, accountId: String(userId), providerId: 'credential', password: hash, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({ target: [accountCredential.userId, accountCredential.providerId], set: { password: hash, updatedAt: now } });
}

/** The hash that better-auth checks (scrypt); slow on purpose, so never inside a transaction. */
export async function hashPassword(deps: Pick<Deps, 'db' | 'config' | 'log'>, password: string): Promise<string> {
  return (await authOf(deps).$context).password.hash(password);
}
