import { and, eq, inArray } from 'drizzle-orm';
import { recordVersion } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';
import { diffFields, type FieldChange } from './diff.ts';
import { ownResource } from './own-resource.ts';

/** What differs between two versions of a record, field by field. @throws NOT_FOUND when a version does not exist. */
export async function diffVersions(ctx: Ctx, input: { resourceId: number; from: number; to: number }): Promise<FieldChange[]> {
  const { id } = await ownResource(ctx, 'records.read', input.resourceId);
  const found = await ctx.db
    .select({ version: recordVersion.version, fields: recordVersion.fields })
    .from(recordVersion)
    .where(and(eq(recordVersion.resourceId, id), inArray(recordVersion.version, [input.from, input.to].filter(isVersion))));
  const fieldsOf = (version: number) => {
    const hit = found.find((v) => v.version === version);
    if (!hit) throw notFound(`version of resource ${id}`, version);
    return hit.fields;
  };
  return diffFields(fieldsOf(input.from), fieldsOf(input.to));
}

function isVersion(version: unknown): version is number {
  return typeof version === 'number' && Number.isInteger(version) && version > 0 && version < 2 ** 31;
}
