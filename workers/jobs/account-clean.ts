import { cleanAccounts } from '../../src/auth/index.ts';
import type { Ctx } from '../../src/lib/ctx.ts';

/** Removes sessions, links and counters that have expired. */
export async function accountClean(ctx: Ctx): Promise<void> {
  await cleanAccounts(ctx);
}
