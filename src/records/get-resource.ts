import { and, asc, eq } from 'drizzle-orm';
import { ownershipProof, placement, recordVersion } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import type { PlacementRow } from './add-placement.ts';
import type { FieldValue } from './diff.ts';
import { ownResource, type ResourceRow } from './own-resource.ts';

export interface ResourceView extends ResourceRow {
  fields: Record<string, FieldValue>;
  placements: PlacementRow[];
  proofs: (typeof ownershipProof.$inferSelect)[];
}

/** A resource with the fields of its current version, its PIDs and its ownership proofs. @throws NOT_FOUND when absent or another's. */
export async function getResource(ctx: Ctx, resourceId: number): Promise<ResourceView> {
  const found = await ownResource(ctx, 'records.read', resourceId);
  const [versions, placements, proofs] = await Promise.all([
    ctx.db.select({ fields: recordVersion.fields }).from(recordVersion).where(and(eq(recordVersion.resourceId, found.id), eq(recordVersion.version, found.currentVersion))),
    ctx.db.select().from(placement).where(eq(placement.resourceId, found.id)).orderBy(asc(placement.id)),
    ctx.db.select().from(ownershipProof).where(eq(ownershipProof.resourceId, found.id)).orderBy(asc(ownershipProof.id)),
  ]);
  return { ...found, fields: versions[0]?.fields ?? {}, placements, proofs };
}
