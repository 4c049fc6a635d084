import { authorize } from '../auth/index.ts';
import { affiliate } from '../db/schema/index.ts';
import { refreshFacts } from '../facts/index.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { AffiliateFields } from './affiliate-fields.ts';
import type { AffiliateRow } from './own-resource.ts';

/**
 * Registers an affiliate: `{ memberId, name, email, locale? }`.
 * @throws CONFLICT when the member id is registered already.
 */
export async function createAffiliate(ctx: Ctx, input: unknown): Promise<AffiliateRow> {
  authorize(ctx, 'records.edit');
  const fields = parse(AffiliateFields, input);
  return ctx.db.transaction(async (tx) => {
    const [made] = await tx.insert(affiliate).values({ ...fields, createdAt: ctx.clock.now() }).onConflictDoNothing({ target: affiliate.memberId }).returning();
    if (!made) throw new AppError('CONFLICT', `member ${fields.memberId} is registered already`);
    await refreshFacts(tx, [made.id]);
    await audit(tx, ctx, { action: 'affiliate.create', subject: { kind: 'affiliate', id: made.id }, after: fields });
    return made;
  });
}
