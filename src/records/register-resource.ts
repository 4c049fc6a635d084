import { recordVersion, resource } from '../db/schema/index.ts';
import { refreshFacts } from '../facts/index.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { lockAffiliate, ownAffiliate, type ResourceRow } from './own-resource.ts';
import { RecordFields } from './record-fields.ts';
import { hostOf } from './site-url.ts';

/**
 * Registers a promotion resource with its first record version. A site is due for its first crawl at once.
 * @throws CONFLICT when this affiliate has registered the address already.
 */
export async function registerResource(ctx: Ctx, input: { affiliateId: number; fields: unknown }): Promise<ResourceRow> {
  const owner = await ownAffiliate(ctx, 'records.edit', input.affiliateId);
  const fields = parse(RecordFields, input.fields);
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    await lockAffiliate(tx, owner.id);
    const [made] = await tx
      .insert(resource)
      .values({
        affiliateId: owner.id,
        kind: fields.kind,
        url: fields.url,
        host: hostOf(fields.kind, fields.url),
        currentVersion: 1,
        createdAt: now,
        nextCrawlAt: fields.kind === 'site' ? now : null,
      })
      .onConflictDoNothing({ target: [resource.affiliateId, resource.url] })
      .returning();
    if (!made) throw new AppError('CONFLICT', `member ${owner.memberId} has registered ${fields.url} already`);
    await tx.insert(recordVersion).values({ resourceId: made.id, version: 1, fields, changedBy: actorRef(ctx.actor), createdAt: now });
    await refreshFacts(tx, [owner.id]);
    await audit(tx, ctx, { action: 'resource.register', subject: { kind: 'resource', id: made.id }, after: fields });
    return made;
  });
}
