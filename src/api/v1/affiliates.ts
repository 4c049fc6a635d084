import { z } from '@hono/zod-openapi';
import { AppError } from '../../lib/errors.ts';
import { standingOf } from '../../policy/index.ts';
import { AffiliateFields, createAffiliate, getAffiliate, searchAffiliates } from '../../records/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, listOf, Moment, PageQuery } from './http/schemas.ts';

export const Affiliate = z
  .object({ id: z.number().int(), memberId: z.string(), name: z.string(), email: z.string(), locale: z.enum(['zh-CN', 'en']), createdAt: Moment })
  .openapi('Affiliate');

export const Standing = z
  .object({
    permission: z.string(),
    state: z.enum(['granted', 'closed']),
    since: Moment,
    pendingSweepId: z.number().int().nullable().openapi({ description: 'The sweep that announced a closing which is not yet in effect' }),
    closing: z.object({ eventId: z.number().int(), at: Moment }).nullable().openapi({ description: 'When it closes, once the notice was accepted' }),
  })
  .openapi('Standing');

const SearchQuery = PageQuery.extend({
  memberId: z.string().optional(),
  pid: z.string().optional(),
  host: z.string().optional().openapi({ description: 'Host of one of its sites' }),
  email: z.string().optional(),
});

const tag = 'Affiliates';

export function affiliateRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/affiliates', name: 'searchAffiliates', tag, summary: 'Search affiliates', zh: '查询推广者', description: 'All conditions that are given must hold.', needs: 'records.read', query: SearchQuery, answer: listOf(Affiliate) },
    async (ctx, { query }) => {
      const found = await searchAffiliates(ctx, query);
      return { items: found.affiliates, next: found.next };
    },
  );
  endpoint(
    api,
    { method: 'post', path: '/affiliates', name: 'createAffiliate', tag, summary: 'Register an affiliate', zh: '登记推广者', needs: 'records.edit', body: AffiliateFields, status: 201, answer: Affiliate, errors: ['CONFLICT'] },
    (ctx, { body }) => createAffiliate(ctx, body),
  );
  endpoint(
    api,
    { method: 'get', path: '/affiliates/{id}', name: 'getAffiliate', tag, summary: 'Get an affiliate', zh: '查看推广者', needs: 'records.read', params: IdParams, answer: Affiliate },
    (ctx, { params }) => getAffiliate(ctx, params.id),
  );
  endpoint(
    api,
    { method: 'get', path: '/affiliates/{id}/standing', name: 'getStanding', tag, summary: 'Where an affiliate stands on each permission now', zh: '查看推广者当前权限', needs: 'standing.check', params: IdParams, answer: z.object({ items: z.array(Standing) }) },
    async (ctx, { params }) => ({ items: await standingOf(ctx, (await getAffiliate(ctx, params.id)).id) }),
  );
  endpoint(
    api,
    { method: 'get', path: '/me', name: 'getMe', tag, summary: 'Whom this key acts as', zh: '当前密钥身份', answer: Me },
    async (ctx) => {
      const { actor } = ctx;
      switch (actor.kind) {
        case 'staff':
          return { kind: actor.kind, name: actor.name, roles: actor.roles, scopes: actor.scopes };
        case 'machine':
          return { kind: actor.kind, name: actor.name, scopes: actor.scopes };
        case 'affiliate':
          return { kind: actor.kind, affiliateId: actor.affiliateId, scopes: actor.scopes };
        default:
          throw new AppError('INTERNAL', `no key acts as ${actor.kind}`);
      }
    },
  );
}

const scopes = z.array(z.string()).nullable().openapi({ description: 'What the key is limited to; null = all that its owner may do' });
const Me = z
  .object({
    kind: z.enum(['staff', 'affiliate', 'machine']),
    scopes,
    name: z.string().optional(),
    roles: z.array(z.string()).optional().openapi({ description: 'Of a member of the staff' }),
    affiliateId: z.number().int().optional().openapi({ description: 'Of an affiliate: everything of its own is under /affiliates/{id}' }),
  })
  .openapi('Me');
