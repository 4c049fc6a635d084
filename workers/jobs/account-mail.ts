import { sendAccountMails } from '../../src/auth/index.ts';
import type { Ctx } from '../../src/lib/ctx.ts';

/** Sends what people asked for about their accounts: sign-in links, resets, invitations. */
export async function accountMail(ctx: Ctx, _payload: object, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await sendAccountMails(ctx, stop)) > 0);
}
