import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { accountUser, staff } from '../db/schema/index.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { authorize } from './abilities/index.ts';
import { forgetKeys } from './key-cache.ts';
import { endSessions } from './sessions/end-sessions.ts';
import { lockStaff, returned, type StaffRow } from './staff-rows.ts';

const Input = z.strictObject({ staffId: z.int().positive(), disabled: z.boolean() });

/** Shuts a member of the staff out, with every key and session it has, or lets it in again. What it did stays. */
export async function setStaffDisabled(ctx: Ctx, input: z.input<typeof Input>): Promise<StaffRow> {
  authorize(ctx, 'staff.manage');
  const { staffId, disabled } = parse(Input, input);
  const changed = await ctx.db.transaction(async (tx) => {
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
