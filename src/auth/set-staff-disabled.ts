import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountUser, staff } from '../db/schema/index.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { authorize } from './abilities/index.ts';
import { forgetKeys } from './key-cache.ts';
import { keepAnAdministrator } from './last-administrator.ts';
import { endSessions } from './sessions/end-sessions.ts';
import { lockStaff, returned, type StaffRow } from './staff-rows.ts';

const Input = z.strictObject({ staffId: z.int().positive(), disabled: z.boolean() });

/**
 * Shuts a member of the staff out, with every key and session it has, or lets it in again. What it did stays.
 * @throws FORBIDDEN for oneself; CONFLICT for the last administrator, whom the operator alone may shut out.
 */
export async function setStaffDisabled(ctx: Ctx, input: z.input<typeof Input>): Promise<StaffRow> {
  authorize(ctx, 'staff.manage');
  const { staffId, disabled } = parse(Input, input);
  if (ctx.actor.kind === 'staff' && ctx.actor.staffId === staffId) throw new AppError('FORBIDDEN', 'nobody disables themselves: ask another administrator, or the operator of the machine');
  const changed = await ctx.db.transaction(async (tx) => {
    if (disabled) await keepAnAdministrator(tx, ctx, staffId);
    const before = await lockStaff(tx, staffId);
    if ((before.disabledAt !== null) === disabled) return before;
    const [after] = await tx.update(staff).set({ disabledAt: disabled ? ctx.clock.now() : null }).where(eq(staff.id, staffId)).returning();
    const row = returned(after, `staff member ${staffId}`);
    const [user] = disabled ? await tx.select({ id: accountUser.id }).from(accountUser).where(eq(accountUser.staffId, staffId)) : [];
    if (user) await endSessions(tx, user.id);
    await audit(tx, ctx, { action: disabled ? 'staff.disable' : 'staff.enable', subject: { kind: 'staff', id: staffId }, before: { disabledAt: before.disabledAt }, after: { disabledAt: row.disabledAt } });
    return row;
  });
  forgetKeys(ctx.db);
  return changed;
}
