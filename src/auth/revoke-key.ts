import { eq } from 'drizzle-orm';
import { apiKey } from '../db/schema/index.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';
import { authorize } from './abilities/index.ts';
import { forgetKeys } from './key-cache.ts';
import { KEY_COLUMNS, type KeyRow } from './list-keys.ts';
import { returned } from './staff-rows.ts';

/** Ends a key for good, by its prefix. Ending it twice is the same as once. @throws NOT_FOUND. */
export async function revokeKey(ctx: Ctx, prefix: string): Promise<KeyRow> {
  authorize(ctx, 'keys.manage');
  const revoked = await ctx.db.transaction(async (tx) => {
    const [before] = await tx.select(KEY_COLUMNS).from(apiKey).where(eq(apiKey.prefix, prefix.replaceAll('\0', ''))).for('update');
    if (!before) throw notFound('API key', prefix);
    if (before.revokedAt) return before;
    const [after] = await tx.update(apiKey).set({ revokedAt: ctx.clock.now() }).where(eq(apiKey.id, before.id)).returning(KEY_COLUMNS);
    const row = returned(after, `API key ${prefix}`);
    await audit(tx, ctx, { action: 'key.revoke', subject: { kind: 'key', id: row.id }, before: { revokedAt: null }, after: { prefix, revokedAt: row.revokedAt } });
    return row;
  });
  forgetKeys(ctx.db, prefix);
  return revoked;
}
