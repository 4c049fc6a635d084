import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { row, rows, ts } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError, notFound } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { LOCALES } from './kinds.ts';
import { type Message, messagesWhere } from './message-rows.ts';

const Input = z.object({ messageId: z.number().int().positive(), locale: z.enum(LOCALES).optional() });

export interface MessageInFull extends Message {
  affiliateId: number;
  /** What the message is about and a page may link to: the sites that it names (three at most), the decided case. */
  about: { permission: string; sites: { resourceId: number; url: string }[]; caseId: number | null };
}

/**
 * One message in full, in `locale` or the affiliate's language, with what it is about. It does not count as read by this:
 * `readMessage` does. @throws NOT_FOUND when it is another's, is not due yet, or does not exist.
 */
export async function getMessage(ctx: Ctx, input: z.input<typeof Input>): Promise<MessageInFull> {
  const { messageId, locale } = parse(Input, input);
  const owner = await row<{ affiliateId: number }>(ctx.db, sql`select affiliate_id as "affiliateId" from message where id = ${messageId} and show_after <= ${ts(ctx.clock.now())}`);
  authorize(ctx, 'notices.read', { affiliateId: owner?.affiliateId ?? -1, name: 'message', id: messageId });
  const [message] = owner ? await messagesWhere(ctx, ctx.db, sql`m.id = ${messageId}`, 1, locale) : [];
  if (!owner) throw notFound('message', messageId);
  if (!message) throw new AppError('INTERNAL', `message ${messageId} has lost its notice or its delivery`);
  const sites = await rows<{ resourceId: number; url: string }>(ctx.db, sql`
    select id as "resourceId", url from resource where affiliate_id = ${owner.affiliateId} and kind = 'site' order by id limit 3`);
  const { affiliateId } = owner;
  return { ...message, affiliateId, about: { permission: message.permission, sites, caseId: message.cause.kind === 'case' ? message.cause.id : null } };
}
