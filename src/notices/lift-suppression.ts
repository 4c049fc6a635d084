import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { row, ts } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';

const Input = z.object({ address: z.string().trim().toLowerCase().min(3).max(320), reason: z.string().trim().max(500).default('') });

/**
 * Opens a silenced address again: the way back from a false bounce. What bounced meanwhile is not sent by this; settle it with
 * `resolveUnknown`. Returns how many such deliveries there are. @throws NOT_FOUND when the address is not silenced.
 */
export async function liftSuppression(ctx: Ctx, input: z.input<typeof Input>): Promise<{ bounced: number }> {
  authorize(ctx, 'notices.resolve');
  const { address, reason } = parse(Input, input);
  return ctx.db.transaction(async (tx) => {
    const lifted = await row<{ deliveryId: number; response: string | null }>(tx, sql`
      update suppression set lifted_at = ${ts(ctx.clock.now())}, lifted_by = ${actorRef(ctx.actor)}
      where address = ${address} and lifted_at is null returning delivery_id as "deliveryId", response`);
    if (!lifted) throw notFound('suppressed address', address);
    const bounced = await row<{ count: number }>(tx, sql`select count(*)::int as count from delivery where state = 'bounced' and lower(address) = ${address}`);
    await audit(tx, ctx, { action: 'suppression.lift', subject: { kind: 'address', id: address }, before: lifted, after: { reason } });
    return { bounced: bounced?.count ?? 0 };
  });
}
