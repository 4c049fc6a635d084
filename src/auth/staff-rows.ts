import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Executor, Tx } from '../db/client.ts';
import { staff } from '../db/schema/index.ts';
import { type Ctx, ROLES } from '../lib/ctx.ts';
import { AppError, notFound } from '../lib/errors.ts';
import { authorize } from './abilities/index.ts';

export type StaffRow = typeof staff.$inferSelect;

export const StaffEmail = z.string('a mail address').trim().toLowerCase().max(254, 'at most 254 characters').pipe(z.email('is not a mail address'));
export const Roles = z.array(z.enum(ROLES, `one of ${ROLES.join(', ')}`)).max(ROLES.length);

/** A member of the staff by mail address. @throws NOT_FOUND. */
export async function findStaff(ctx: Ctx, email: string): Promise<StaffRow> {
  authorize(ctx, 'staff.manage');
  const [found] = await ctx.db.select().from(staff).where(eq(staff.email, email.trim().toLowerCase()));
  if (!found) throw notFound('staff member', email);
  return found;
}

export async function staffOrThrow(db: Executor, id: number): Promise<StaffRow> {
  const [found] = await db.select().from(staff).where(eq(staff.id, id));
  if (!found) throw notFound('staff member', id);
  return found;
}

/** The row, held until the transaction ends. */
export async function lockStaff(tx: Tx, id: number): Promise<StaffRow> {
  const [found] = await tx.select().from(staff).where(eq(staff.id, id)).for('update');
  if (!found) throw notFound('staff member', id);
  return found;
}

/** What insert … returning must have given. */
export function returned<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new AppError('INTERNAL', `${what} was not written`);
  return row;
}
