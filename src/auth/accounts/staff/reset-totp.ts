import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountTwoFactor, accountUser } from '../../../db/schema/index.ts';
import { audit } from '../../../lib/audit.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { AppError } from '../../../lib/errors.ts';
import { parse } from '../../../lib/parse.ts';
import { realNow } from '../../../lib/real-time.ts';
import { authorize } from '../../abilities/index.ts';
import { endSessions } from '../../sessions/end-sessions.ts';
import { lockStaff } from '../../staff-rows.ts';

const Input = z.object({ staffId: z.int().positive() });

/**
 * Takes the second factor of a member of the staff away, whose phone is lost: every session ends, and the person sets up a
 * new one after the password. Nobody does it for themselves. @throws FORBIDDEN, NOT_FOUND, CONFLICT without an account.
 */
export async function resetTotp(ctx: Ctx, input: z.input<typeof Input>): Promise<void> {
  authorize(ctx, 'staff.manage');
  const { staffId } = parse(Input, input);
  if (ctx.actor.kind === 'staff' && ctx.actor.staffId === staffId) throw new AppError('FORBIDDEN', 'nobody resets their own second factor: ask another administrator, or the operator of the machine');
  await ctx.db.transaction(async (tx) => {
    const { email } = await lockStaff(tx, staffId);
    const [user] = await tx.update(accountUser).set({ twoFactorEnabled: false, updatedAt: realNow() }).where(eq(accountUser.staffId, staffId)).returning({ id: accountUser.id });
    if (!user) throw new AppError('CONFLICT', `${email} has no account yet: send an invitation`);
    await tx.delete(accountTwoFactor).where(eq(accountTwoFactor.userId, user.id));
    const ended = await endSessions(tx, user.id);
    await audit(tx, ctx, { action: 'staff.reset_totp', subject: { kind: 'staff', id: staffId }, after: { userId: user.id, sessionsEnded: ended } });
  });
}
