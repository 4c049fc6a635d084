import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { row, ts } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError, notFound } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { statementHolds } from './compose-mail.ts';
import { resentMessageId } from './message-id.ts';

const Input = z.object({
  deliveryId: z.number().int().positive(),
  outcome: z.enum(['accepted', 'resend'], 'accepted or resend'),
  /** When the relay took it, for `accepted`; now when absent. */
  acceptedAt: z.date().optional(),
  reason: z.string().trim().min(3, 'why you know, in a few words').max(500),
});

interface Row {
  state: string;
  messageId: string | null;
  statedMs: number | null;
  noticeDays: number | null;
  withdrawn: boolean;
  sendAfterMs: number;
}

/**
 * A person settles a delivery that is `unknown` or `bounced`: the relay did take it, or it is to be sent once more (under a new Message-ID).
 * @throws CONFLICT in any other state, or when the mail states an earlier date than the notice period would allow: then resend.
 */
export async function resolveUnknown(ctx: Ctx, input: z.input<typeof Input>): Promise<void> {
  authorize(ctx, 'notices.resolve');
  const { deliveryId, outcome, acceptedAt = ctx.clock.now(), reason } = parse(Input, input);
  if (acceptedAt > ctx.clock.now()) throw new AppError('INVALID_INPUT', `acceptedAt: ${acceptedAt.toISOString()} has not come yet`);
  await ctx.db.transaction(async (tx) => {
    const found = await row<Row>(tx, sql`
      select d.state, d.send_after = 'infinity' as withdrawn, case when d.send_after = 'infinity' then 0 else (extract(epoch from d.send_after) * 1000)::float8 end as "sendAfterMs", d.message_id as "messageId", (extract(epoch from d.stated_effective_at) * 1000)::float8 as "statedMs",
        case when n.kind = 'closing_announced' then (n.payload->>'noticeDays')::int end as "noticeDays"
      from delivery d join notice n on n.id = d.notice_id where d.id = ${deliveryId} for update of d`);
    if (!found) throw notFound('delivery', deliveryId);
    if (found.state !== 'unknown' && found.state !== 'bounced') throw new AppError('CONFLICT', `delivery ${deliveryId} is ${found.state}; only an unknown or bounced one is settled by a person`);
    if (found.withdrawn) throw new AppError('CONFLICT', `delivery ${deliveryId} announces what was taken back since: there is nothing to send or to count`);
    if (outcome === 'accepted') {
      if (acceptedAt.getTime() < found.sendAfterMs) throw new AppError('INVALID_INPUT', `acceptedAt: ${acceptedAt.toISOString()} is before the notice could leave (${new Date(found.sendAfterMs).toISOString()})`);
      if (found.messageId === null || (found.noticeDays !== null && found.statedMs === null)) throw new AppError('CONFLICT', `delivery ${deliveryId} was never on its way: resend it`);
      const stated = found.statedMs === null ? null : new Date(found.statedMs);
      if (!statementHolds(acceptedAt, stated, found.noticeDays)) {
        throw new AppError('CONFLICT', `delivery ${deliveryId} states ${stated?.toISOString()}, but accepted at ${acceptedAt.toISOString()} with ${found.noticeDays} days of notice the closing is later: resend it`);
      }
      await tx.execute(sql`update delivery set state = 'accepted', accepted_at = ${ts(acceptedAt)}, wait_until = null, response = ${`settled by a person: ${reason}`} where id = ${deliveryId}`);
    } else {
      const messageId = found.messageId === null ? null : resentMessageId(found.messageId);
      await tx.execute(sql`
        update delivery set state = 'pending', message_id = ${messageId}, first_tried_at = null, wait_until = null, stated_effective_at = null, response = ${`to be sent again: ${reason}`}
        where id = ${deliveryId}`);
    }
    await audit(tx, ctx, {
      action: 'notices.resolve',
      subject: { kind: 'delivery', id: deliveryId },
      before: { state: found.state, messageId: found.messageId },
      after: outcome === 'accepted' ? { state: 'accepted', acceptedAt, reason } : { state: 'pending', reason },
    });
  });
}
