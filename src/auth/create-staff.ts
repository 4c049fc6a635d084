import { z } from 'zod';
import { staff } from '../db/schema/index.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { authorize } from './abilities/index.ts';
import { Roles, StaffEmail, type StaffRow } from './staff-rows.ts';

export const CreateStaffInput = z.strictObject({
  email: StaffEmail,
  name: z.string('a name').trim().min(1, 'must not be empty').max(100, 'at most 100 characters'),
  roles: Roles.min(1, 'at least one role'),
});

/** Adds a person to the policy team. @throws CONFLICT when the mail address is taken. */
export async function createStaff(ctx: Ctx, input: z.input<typeof CreateStaffInput>): Promise<StaffRow> {
  authorize(ctx, 'staff.manage');
  const { email, name, roles } = parse(CreateStaffInput, input);
  return ctx.db.transaction(async (tx) => {
    const [made] = await tx.insert(staff).values({ email, name, roles: [...new Set(roles)], createdAt: ctx.clock.now() }).onConflictDoNothing({ target: staff.email }).returning();
    if (!made) throw new AppError('CONFLICT', `${email} is a member of the staff already`);
    await audit(tx, ctx, { action: 'staff.create', subject: { kind: 'staff', id: made.id }, after: { email, name, roles: made.roles } });
    return made;
  });
}
