import { asc, gt } from 'drizzle-orm';
import type { z } from 'zod';
import { staff } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { authorize } from './abilities/index.ts';
import { PageInput, pageOf } from './page.ts';
import type { StaffRow } from './staff-rows.ts';

export const StaffInput = PageInput;

export interface StaffPage {
  items: StaffRow[];
  next: number | null;
}

/** The staff in order of id. */
export async function listStaff(ctx: Ctx, input: z.input<typeof StaffInput> = {}): Promise<StaffPage> {
  authorize(ctx, 'staff.manage');
  const { after, limit } = parse(StaffInput, input);
  return pageOf(await ctx.db.select().from(staff).where(gt(staff.id, after)).orderBy(asc(staff.id)).limit(limit + 1), limit);
}
