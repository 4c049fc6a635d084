import { and, asc, eq, exists, gt, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { affiliate, placement, resource } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import type { AffiliateRow } from './own-resource.ts';

const text = z.string().trim().min(1, 'must not be empty').max(300, 'must be at most 300 characters').refine((value) => !value.includes('\0'), 'must not hold control characters');
const Input = z.object({
  memberId: text.optional(),
  pid: text.optional(),
  host: text.transform((host) => host.toLowerCase()).optional(),
  email: text.optional(),
  /** Id of the last affiliate of the page before. */
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export interface AffiliatePage {
  affiliates: AffiliateRow[];
  /** What to give as `after` for the next page; null on the last one. */
  next: number | null;
}

/** Affiliates by member id, PID, host of a site, or mail address (all that are given must hold), in order of id. */
export async function searchAffiliates(ctx: Ctx, input: z.input<typeof Input> = {}): Promise<AffiliatePage> {
  authorize(ctx, 'records.read');
  const { memberId, pid, host, email, after, limit } = parse(Input, input);
  const conditions: SQL[] = [gt(affiliate.id, after)];
  if (memberId !== undefined) conditions.push(eq(affiliate.memberId, memberId));
  if (email !== undefined) conditions.push(eq(affiliate.email, email));
  if (pid !== undefined) conditions.push(exists(ctx.db.select({ one: sql`1` }).from(placement).where(and(eq(placement.affiliateId, affiliate.id), eq(placement.pid, pid)))));
  if (host !== undefined) conditions.push(exists(ctx.db.select({ one: sql`1` }).from(resource).where(and(eq(resource.affiliateId, affiliate.id), eq(resource.host, host)))));
  const found = await ctx.db.select().from(affiliate).where(and(...conditions)).orderBy(asc(affiliate.id)).limit(limit + 1);
  const affiliates = found.slice(0, limit);
  return { affiliates, next: found.length > limit ? (affiliates.at(-1)?.id ?? null) : null };
}
