import { eq, getTableColumns } from 'drizzle-orm';
import { affiliate, reviewCase } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';

/** What an affiliate asked for, and what became of it. */
export type ReviewCase = typeof reviewCase.$inferSelect;

/** A case as lists show it. */
export interface CaseRow extends ReviewCase {
  memberId: string;
  affiliateName: string;
}

/** Cases with who asked; the caller adds which, in which order and how many. */
export function selectCases(ctx: Ctx) {
  return ctx.db
    .select({ ...getTableColumns(reviewCase), memberId: affiliate.memberId, affiliateName: affiliate.name })
    .from(reviewCase)
    .innerJoin(affiliate, eq(affiliate.id, reviewCase.affiliateId));
}
