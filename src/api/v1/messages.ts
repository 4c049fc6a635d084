import { z } from '@hono/zod-openapi';
import { listMessages, readMessage } from '../../notices/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, IdText, listOf, MaybeMoment, Moment, NewestQuery } from './http/schemas.ts';

const head = { id: z.number().int(), kind: z.enum(['closing_announced', 'closed', 'kept', 'withdrawn', 'reopened']), permission: z.string(), title: z.string(), shownAt: Moment, readAt: MaybeMoment };
const MessageHead = z.object(head).openapi('MessageHead');
const Message = z.object({ ...head, body: z.string() }).openapi('Message');

const tag = 'Messages';

export function messageRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/affiliates/{id}/messages', name: 'listMessages', tag, summary: 'The message centre', zh: '站内消息列表', description: 'The newest first, in the affiliate’s language.', needs: 'notices.read', params: IdParams, query: NewestQuery, answer: listOf(MessageHead).extend({ unread: z.number().int() }) },
    async (ctx, { params, query }) => {
      const found = await listMessages(ctx, { affiliateId: params.id, after: query.before, limit: query.limit });
      return { items: found.messages, next: found.next, unread: found.unread };
    },
  );
  endpoint(
    api,
    { method: 'get', path: '/affiliates/{id}/messages/{messageId}', name: 'readMessage', tag, summary: 'Read a message', zh: '阅读消息', description: 'It counts as read when the affiliate itself asks.', needs: 'notices.read', params: IdParams.extend({ messageId: IdText }), answer: Message },
    (ctx, { params }) => readMessage(ctx, { affiliateId: params.id, messageId: params.messageId }),
  );
}
