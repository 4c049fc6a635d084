import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { recordVersion, resource } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import type { FieldValue } from './diff.ts';
import { ownAffiliate, type ResourceRow } from './own-resource.ts';

const Page = z.object({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(500).default(100) });

export interface ResourcePage {
  resources: (ResourceRow & { fields: Record<string, FieldValue> })[];
  /** What to give as `after` for the next page; null on the last one. */
  next: number | null;
}

/** An affiliate's resources with the fields of their current versions, in order of id. */
export async function listResources(ctx: Ctx, input: { affiliateId: number; after?: number; limit?: number }): Promise<ResourcePage> {
  const owner = await ownAffiliate(ctx, 'records.read', input.affiliateId);
  const { after, limit } = parse(Page, { after: input.after, limit: input.limit });
  const found = await ctx.db
    .select({ resource, fields: recordVersion.fields })
    .from(resource)
    .innerJoin(recordVersion, and(eq(recordVersion.resourceId, resource.id), eq(recordVersion.version, resource.currentVersion)))
    .where(and(eq(resource.affiliateId, owner.id), gt(resource.id, after)))
    .orderBy(asc(resource.id))
    .limit(limit + 1);
  const resources = found.slice(0, limit).map((hit) => ({ ...hit.resource, fields: hit.fields }));
  return { resources, next: found.length > limit ? (resources.at(-1)?.id ?? null) : null };
}
