import { desc, eq } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { assessment, resource } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';
import { type Report, reportOf } from './report.ts';

/** The latest judgement of a resource with its evidence and the pages behind it: the report on a site. Null when it was never judged. */
export async function latestAssessment(ctx: Ctx, resourceId: number): Promise<Report | null> {
  const [found] = await ctx.db.select().from(resource).where(eq(resource.id, resourceId));
  if (!found) throw notFound('resource', resourceId);
  authorize(ctx, 'crawl.read', { affiliateId: found.affiliateId, name: 'resource', id: resourceId });
  const [latest] = await ctx.db.select().from(assessment).where(eq(assessment.resourceId, resourceId)).orderBy(desc(assessment.id)).limit(1);
  return latest ? reportOf(ctx, latest, found) : null;
}

/** The report of an earlier visit. @throws NOT_FOUND when it is another's or does not exist. */
export async function assessmentAt(ctx: Ctx, assessmentId: number): Promise<Report> {
  const [found] = await ctx.db.select({ assessment, resource }).from(assessment).innerJoin(resource, eq(resource.id, assessment.resourceId)).where(eq(assessment.id, assessmentId));
  authorize(ctx, 'crawl.read', { affiliateId: found?.assessment.affiliateId ?? -1, name: 'report', id: assessmentId });
  if (!found) throw notFound('report', assessmentId);
  return reportOf(ctx, found.assessment, found.resource);
}
