import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { apiKey } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { authorize } from './abilities/index.ts';
import { PageInput, pageOf } from './page.ts';

export const KeysInput = PageInput.extend({ staffId: z.int().positive().optional(), affiliateId: z.int().positive().optional() });

export type KeyRow = Omit<typeof apiKey.$inferSelect, 'secretHash'>;

export interface KeyPage {
  items: KeyRow[];
  next: number | null;
}

/** What is known of keys, in order of id; never a secret nor its hash. */
export const KEY_COLUMNS = {
  id: apiKey.id,
  prefix: apiKey.prefix,
  name: apiKey.name,
  staffId: apiKey.staffId,
  affiliateId: apiKey.affiliateId,
  scopes: apiKey.scopes,
  createdAt: apiKey.createdAt,
  createdBy: apiKey.createdBy,
  expiresAt: apiKey.expiresAt,
  revokedAt: apiKey.revokedAt,
} as const;

/** Keys of one owner or of all, revoked ones included. */
export async function listKeys(ctx: Ctx, input: z.input<typeof KeysInput> = {}): Promise<KeyPage> {
  authorize(ctx, 'keys.manage');
  const { after, limit, staffId, affiliateId } = parse(KeysInput, input);
  const found = await ctx.db
    .select(KEY_COLUMNS)
    .from(apiKey)
    .where(and(gt(apiKey.id, after), staffId === undefined ? undefined : eq(apiKey.staffId, staffId), affiliateId === undefined ? undefined : eq(apiKey.affiliateId, affiliateId)))
    .orderBy(asc(apiKey.id))
    .limit(limit + 1);
  return pageOf(found, limit);
}
