import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { caseEntry, reviewCase } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { type CaseRow, selectCases } from './review-case.ts';

export const CasesInput = z.object({
  affiliateId: z.number().int().positive().optional(),
  state: z.enum(['open', 'decided']).optional(),
  after: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});

/** Cases in the order in which they were asked; an affiliate sees its own, and must say whose it wants. */
export async function listCases(ctx: Ctx, input: z.input<typeof CasesInput>): Promise<CaseRow[]> {
  const { affiliateId, state, after, limit } = parse(CasesInput, input);
  const whose = affiliateId ?? (ctx.actor.kind === 'affiliate' ? ctx.actor.affiliateId : undefined);
  authorize(ctx, 'cases.read', whose === undefined ? {} : { affiliateId: whose });
  return selectCases(ctx)
    .where(and(gt(reviewCase.id, after), whose === undefined ? undefined : eq(reviewCase.affiliateId, whose), state === undefined ? undefined : eq(reviewCase.state, state)))
    .orderBy(asc(reviewCase.id))
    .limit(limit);
}

/** One case with its entries, oldest first. @throws NOT_FOUND, also for another affiliate's. */
export async function getCase(ctx: Ctx, caseId: number): Promise<CaseRow & { entries: (typeof caseEntry.$inferSelect)[] }> {
  const [found] = await selectCases(ctx).where(eq(reviewCase.id, caseId));
  if (!found) throw notFound('case', caseId);
  authorize(ctx, 'cases.read', { affiliateId: found.affiliateId, name: 'case', id: caseId });
  const entries = await ctx.db.select().from(caseEntry).where(eq(caseEntry.caseId, caseId)).orderBy(asc(caseEntry.id));
  return { ...found, entries };
}
