import { and, eq } from 'drizzle-orm';
import { ownershipProof, recordVersion, resource } from '../db/schema/index.ts';
import type { Tx } from '../db/client.ts';
import { refreshFacts } from '../facts/index.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { diffFields, type FieldChange } from './diff.ts';
import { lockAffiliate, ownResource, type ResourceRow } from './own-resource.ts';
import { RecordFields } from './record-fields.ts';
import { hostOf } from './site-url.ts';

export interface Edited {
  resourceId: number;
  /** The version that now holds: the old one when nothing changed. */
  version: number;
  changes: FieldChange[];
}

/**
 * Changes some fields of a record: a new immutable version, or none when nothing differs. Fields that are not named stay.
 * Another host takes the proof of ownership back; another address makes the site due for a crawl.
 * `expectedVersion` is the version that the editor saw: with it nobody's change is overwritten unseen.
 * @throws CONFLICT when the affiliate has another resource at the new address; STALE_RECORD when the record is at another version.
 */
export async function editRecord(ctx: Ctx, input: { resourceId: number; fields: unknown; expectedVersion?: number }): Promise<Edited> {
  const { affiliateId, id } = await ownResource(ctx, 'records.edit', input.resourceId);
  const named = typeof input.fields === 'object' && input.fields !== null ? Object.entries(input.fields) : [];
  const patch = Object.fromEntries(named.filter(([, value]) => value !== undefined));
  return ctx.db.transaction(async (tx) => {
    await lockAffiliate(tx, affiliateId);
    const { current, before } = await currentRecord(tx, id);
    if (input.expectedVersion !== undefined && input.expectedVersion !== current.currentVersion) {
      throw new AppError('STALE_RECORD', `resource ${id} is at version ${current.currentVersion}, not ${input.expectedVersion}: read it again and decide anew`);
    }
    const after = parse(RecordFields, { ...before, ...patch });
    const changes = diffFields(before, after);
    if (changes.length === 0) return { resourceId: id, version: current.currentVersion, changes };

    const version = current.currentVersion + 1;
    const now = ctx.clock.now();
    await tx.insert(recordVersion).values({ resourceId: id, version, fields: after, changedBy: actorRef(ctx.actor), createdAt: now });
    await moveResource(tx, current, after, version, now);
    await refreshFacts(tx, [affiliateId]);
    await audit(tx, ctx, { action: 'record.edit', subject: { kind: 'resource', id }, before: { version: version - 1 }, after: { version, changes } });
    return { resourceId: id, version, changes };
  });
}

async function currentRecord(tx: Tx, id: number) {
  const [found] = await tx
    .select({ current: resource, before: recordVersion.fields })
    .from(resource)
    .innerJoin(recordVersion, and(eq(recordVersion.resourceId, resource.id), eq(recordVersion.version, resource.currentVersion)))
    .where(eq(resource.id, id))
    .for('update', { of: resource });
  if (!found) throw new AppError('INTERNAL', `resource ${id} has no current version`);
  return found;
}

async function moveResource(tx: Tx, current: ResourceRow, after: RecordFields, version: number, now: Date): Promise<void> {
  const moved = current.url !== after.url || current.kind !== after.kind;
  if (moved && current.url !== after.url) {
    const [other] = await tx.select({ id: resource.id }).from(resource).where(and(eq(resource.affiliateId, current.affiliateId), eq(resource.url, after.url)));
    if (other) throw new AppError('CONFLICT', `${after.url} is registered already, as resource ${other.id}`);
  }
  const elsewhere = originHost(current.kind, current.url) !== originHost(after.kind, after.url);
  await tx
    .update(resource)
    .set({
      kind: after.kind,
      url: after.url,
      host: hostOf(after.kind, after.url),
      currentVersion: version,
      ...(moved ? { nextCrawlAt: after.kind === 'site' ? now : null } : {}),
      ...(elsewhere ? { verifiedAt: null } : {}),
    })
    .where(eq(resource.id, current.id));
  if (!elsewhere) return;
  await tx
    .update(ownershipProof)
    .set({ state: 'pending', checkedAt: null, finding: `the address changed from ${current.url} to ${after.url}: the proof must be made anew` })
    .where(eq(ownershipProof.resourceId, current.id));
}

/** Host with port: another port is another server, which the proof says nothing about. */
function originHost(kind: string, url: string): string | null {
  return kind === 'site' ? new URL(url).host : null;
}
