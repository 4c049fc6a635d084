import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { ts } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { LOCALES } from './kinds.ts';
import { type Message, messagesWhere } from './message-rows.ts';
import { countUnread } from './unread-count.ts';

const Input = z.object({
  affiliateId: z.number().int().positive(),
  /** The `next` of the page before. */
  after: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(100).default(20),
  /** The affiliate's own language when absent. */
  locale: z.enum(LOCALES).optional(),
});

export interface MessagePage {
  messages: Omit<Message, 'body'>[];
  unread: number;
  /** Hand it in as `after` for the older ones; null at the end. */
  next: number | null;
}

/** The message centre of an affiliate, newest first, in its language unless another is asked for. Messages before their time are not there. */
export async function listMessages(ctx: Ctx, input: z.input<typeof Input>): Promise<MessagePage> {
  const { affiliateId, after, limit, locale } = parse(Input, input);
  authorize(ctx, 'notices.read', { affiliateId });
  const shown = sql`m.affiliate_id = ${affiliateId} and m.show_after <= ${ts(ctx.clock.now())}`;
  const found = await messagesWhere(ctx, ctx.db, after === undefined ? shown : sql`${shown} and m.id < ${after}`, limit + 1, locale);
  const unread = await countUnread(ctx, affiliateId);
  const page = found.slice(0, limit);
  return { messages: page.map(({ body: _body, ...head }) => head), unread, next: found.length > limit ? (page[page.length - 1]?.id ?? null) : null };
}
