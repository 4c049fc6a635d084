import { desc, eq } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { assessment, page, resource, violation } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';

/** The latest judgement of a resource with its evidence and the pages behind it: the report on a site. */
export async function latestAssessment(ctx: Ctx, resourceId: number) {
  const [found] = await ctx.db.select().from(resource).where(eq(resource.id, resourceId));
  if (!found) throw notFound('resource', resourceId);
  authorize(ctx, 'crawl.read', { affiliateId: found.affiliateId, name: 'resource', id: resourceId });
  const [latest] = await ctx.db.select().from(assessment).where(eq(assessment.resourceId, resourceId)).orderBy(desc(assessment.id)).limit(1);
  if (!latest) return null;
  const [violations, pages] = await Promise.all([
    ctx.db.select().from(violation).where(eq(violation.assessmentId, latest.id)).orderBy(violation.id),
    ctx.db.select().from(page).where(eq(page.crawlId, latest.crawlId)).orderBy(page.id),
  ]);
  return { ...latest, violations, pages };
}
