import { z } from '@hono/zod-openapi';
import { ACTIONS, createKey, listKeys, revokeKey } from '../../auth/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdText, listOf, MaybeMoment, Moment, PageQuery } from './http/schemas.ts';

const scopes = z.array(z.string()).nullable().openapi({ description: 'What it is limited to; null = all that its owner may do' });
const Key = z
  .object({
    id: z.number().int(),
    prefix: z.string(),
    name: z.string(),
    staffId: z.number().int().nullable(),
    affiliateId: z.number().int().nullable(),
    scopes,
    createdAt: Moment,
    createdBy: z.string(),
    expiresAt: MaybeMoment,
    revokedAt: MaybeMoment,
  })
  .openapi('Key');
const NewKey = z
  .strictObject({
    name: z.string(),
    staffId: z.int().positive().optional(),
    affiliateId: z.int().positive().optional(),
    scopes: z.array(z.enum(ACTIONS as [(typeof ACTIONS)[number], ...typeof ACTIONS], { error: `one of ${ACTIONS.join(', ')}` })).nullish(),
    expiresAt: z.iso.datetime({ offset: true, error: 'an ISO 8601 moment with zone' }).nullish().openapi({ description: 'In real time' }),
  })
  .openapi('NewKey');
const Created = z
  .object({ id: z.number().int(), prefix: z.string(), key: z.string().openapi({ description: 'The whole key, shown this once', example: 'tg_…' }), name: z.string(), scopes, expiresAt: MaybeMoment })
  .openapi('CreatedKey');

const tag = 'Administration';

export function keyRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/keys', name: 'listKeys', tag, summary: 'List API keys', zh: '密钥列表', description: 'Never with their secrets.', needs: 'keys.manage', query: PageQuery.extend({ staffId: IdText.optional(), affiliateId: IdText.optional() }), answer: listOf(Key) },
    (ctx, { query }) => listKeys(ctx, query),
  );
  endpoint(
    api,
    { method: 'post', path: '/keys', name: 'createKey', tag, summary: 'Make an API key', zh: '创建密钥', description: 'For a member of the staff, an affiliate, or a machine (neither id). The key is in this answer and nowhere else.', needs: 'keys.manage', body: NewKey, status: 201, answer: Created, errors: ['NOT_FOUND'], keyed: 'refused' },
    (ctx, { body }) => createKey(ctx, body),
  );
  endpoint(
    api,
    { method: 'post', path: '/keys/{prefix}/revoke', name: 'revokeKey', tag, summary: 'Revoke an API key', zh: '吊销密钥', description: 'For good. Seen by all processes within 5 s.', needs: 'keys.manage', params: z.object({ prefix: z.string().max(20) }), answer: Key, keyed: 'harmless' },
    (ctx, { params }) => revokeKey(ctx, params.prefix),
  );
}
