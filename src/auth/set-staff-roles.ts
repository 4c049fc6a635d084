import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { staff } from '../db/schema/index.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { authorize } from './abilities/index.ts';
import { forgetKeys } from './key-cache.ts';
import { keepAnAdministrator } from './last-administrator.ts';
import { lockStaff, returned, Roles, type StaffRow } from './staff-rows.ts';

export const RolesInput = z.strictObject({ staffId: z.int().positive(), roles: Roles });

/**
 * Replaces the roles of a member of the staff; an empty list leaves none. Its keys follow within 5 s.
 * @throws FORBIDDEN for one's own; CONFLICT when the last administrator would be none, unless the operator does it.
 */
export async function setStaffRoles(ctx: Ctx, input: z.input<typeof RolesInput>): Promise<StaffRow> {
  authorize(ctx, 'staff.manage');
  const { staffId, roles } = parse(RolesInput, input);
  if (ctx.actor.kind === 'staff' && ctx.actor.staffId === staffId) throw new AppError('FORBIDDEN', 'nobody sets their own roles: ask another administrator, or the operator of the machine');
  const changed = await ctx.db.transaction(async (tx) => {
    if (!roles.includes('administrator')) await keepAnAdministrator(tx, ctx, staffId);
    const before = await lockStaff(tx, staffId);
    const [after] = await tx.update(staff).set({ roles: [...new Set(roles)] }).where(eq(staff.id, staffId)).returning();
    const row = returned(after, `staff member ${staffId}`);
    await audit(tx, ctx, { action: 'staff.roles', subject: { kind: 'staff', id: staffId }, before: { roles: before.roles }, after: { roles: row.roles } });
    return row;
  });
  forgetKeys(ctx.db);
  return changed;
}
