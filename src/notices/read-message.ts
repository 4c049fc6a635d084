import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { ts } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { LOCALES } from './kinds.ts';
import { type Message, messagesWhere } from './message-rows.ts';

const Input = z.object({ affiliateId: z.number().int().positive(), messageId: z.number().int().positive(), locale: z.enum(LOCALES).optional() });

/**
 * One message in full, in the affiliate's language or in `locale`. It counts as read when the affiliate itself asks, not when staff look.
 * @throws NOT_FOUND when it is another's, is not due yet, or does not exist.
 */
export async function readMessage(ctx: Ctx, input: z.input<typeof Input>): Promise<Message> {
  const { affiliateId, messageId, locale } = parse(Input, input);
  authorize(ctx, 'notices.read', { affiliateId, name: 'message', id: messageId });
  const now = ctx.clock.now();
  const [message] = await messagesWhere(ctx, ctx.db, sql`m.id = ${messageId} and m.affiliate_id = ${affiliateId} and m.show_after <= ${ts(now)}`, 1, locale);
  if (!message) throw notFound('message', messageId);
  if (ctx.actor.kind !== 'affiliate' || message.readAt) return message;
  await ctx.db.execute(sql`update message set read_at = ${ts(now)} where id = ${messageId} and read_at is null`);
  return { ...message, readAt: now };
}
