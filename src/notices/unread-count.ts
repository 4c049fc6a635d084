import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { row, ts } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';

/** How many messages of its centre an affiliate has not opened yet. Another's is NOT_FOUND. */
export async function unreadCount(ctx: Ctx, affiliateId: number): Promise<number> {
  authorize(ctx, 'notices.read', { affiliateId });
  return countUnread(ctx, affiliateId);
}

export async function countUnread(ctx: Ctx, affiliateId: number): Promise<number> {
  const unread = await row<{ count: number }>(ctx.db, sql`
    select count(*)::int as count from message m where m.affiliate_id = ${affiliateId} and m.show_after <= ${ts(ctx.clock.now())} and m.read_at is null`);
  return unread?.count ?? 0;
}
