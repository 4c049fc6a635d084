import { desc, eq } from 'drizzle-orm';
import { recordVersion } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { diffFields, type FieldChange, type FieldValue } from './diff.ts';
import { ownResource } from './own-resource.ts';

export interface HistoryEntry {
  version: number;
  changedBy: string;
  createdAt: Date;
  fields: Record<string, FieldValue>;
  /** What this version changed; every field that is not empty, for the first. */
  changes: FieldChange[];
}

/** All versions of a record, the newest first, each with what it changed. */
export async function recordHistory(ctx: Ctx, input: { resourceId: number }): Promise<HistoryEntry[]> {
  const { id } = await ownResource(ctx, 'records.read', input.resourceId);
  const versions = await ctx.db.select().from(recordVersion).where(eq(recordVersion.resourceId, id)).orderBy(desc(recordVersion.version));
  return versions.map(({ version, changedBy, createdAt, fields }, at) => ({
    version,
    changedBy,
    createdAt,
    fields,
    changes: diffFields(versions[at + 1]?.fields ?? {}, fields),
  }));
}
