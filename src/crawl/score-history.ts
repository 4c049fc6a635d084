import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { assessment, resource } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';

const Input = z.object({ resourceId: z.number().int().positive(), limit: z.coerce.number().int().min(1).max(200).default(30) });

export interface ScorePoint {
  assessmentId: number;
  /** Null when that visit could judge nothing. */
  score: number | null;
  assessedAt: Date;
  modelVersion: string;
}

/** The latest judgements of a resource, newest first. @throws NOT_FOUND when it is another's or does not exist. */
export async function scoreHistory(ctx: Ctx, input: z.input<typeof Input>): Promise<ScorePoint[]> {
  const { resourceId, limit } = parse(Input, input);
  const [found] = await ctx.db.select({ affiliateId: resource.affiliateId }).from(resource).where(eq(resource.id, resourceId));
  if (!found) throw notFound('resource', resourceId);
  authorize(ctx, 'crawl.read', { affiliateId: found.affiliateId, name: 'resource', id: resourceId });
  return ctx.db
    .select({ assessmentId: assessment.id, score: assessment.score, assessedAt: assessment.assessedAt, modelVersion: assessment.modelVersion })
    .from(assessment)
    .where(eq(assessment.resourceId, resourceId))
    .orderBy(desc(assessment.id))
    .limit(limit);
}
