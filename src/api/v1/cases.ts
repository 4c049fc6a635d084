import { z } from '@hono/zod-openapi';
import type { Ctx } from '../../lib/ctx.ts';
import { AppError } from '../../lib/errors.ts';
import { PermissionSchema } from '../../policy/index.ts';
import { askReReview, getCase, listCases } from '../../reviews/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, IdText, listOf, MaybeMoment, Moment, paged, PageQuery } from './http/schemas.ts';

const row = {
  id: z.number().int(),
  kind: z.enum(['re_review']),
  affiliateId: z.number().int(),
  permission: z.string(),
  state: z.enum(['open', 'decided']),
  askedAt: Moment,
  dueAt: Moment,
  decision: z.enum(['kept', 'reopened', 'refused']).nullable(),
  reasons: z.array(z.string()).nullable(),
  decidedAt: MaybeMoment,
  decidedBy: z.string().nullable(),
};
const Case = z.object(row).openapi('Case');
const CaseWithEntries = z.object({ ...row, entries: z.array(z.object({ at: Moment, actor: z.string(), kind: z.enum(['asked', 'crawled', 'decided']), body: z.unknown() })) }).openapi('CaseWithEntries');
const NewCase = z
  .strictObject({
    affiliateId: z.int().positive().optional().openapi({ description: 'An affiliate’s own key needs none' }),
    permission: PermissionSchema,
    note: z.string().optional().openapi({ description: 'What was changed, in your own words' }),
  })
  .openapi('NewCase');

const tag = 'Re-review';

export function caseRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'post', path: '/cases', name: 'askReReview', tag, summary: 'Ask for a re-review', zh: '申请复审', description: 'The sites are visited again at once; the case is due within three Chinese working days.', needs: 'cases.open', body: NewCase, status: 201, answer: Case, errors: ['NOT_FOUND', 'CONFLICT', 'NO_KNOWN_CALENDAR'] },
    (ctx, { body }) => askReReview(ctx, { ...body, affiliateId: whose(ctx, body.affiliateId) }),
  );
  endpoint(
    api,
    { method: 'get', path: '/cases', name: 'listCases', tag, summary: 'List cases', zh: '复审列表', description: 'An affiliate sees its own.', needs: 'cases.read', query: PageQuery.extend({ affiliateId: IdText.optional(), state: z.enum(['open', 'decided']).optional() }), answer: listOf(Case), errors: ['NOT_FOUND'] },
    async (ctx, { query }) => paged(await listCases(ctx, { ...query, limit: query.limit + 1 }), query.limit, (found) => found.id),
  );
  endpoint(
    api,
    { method: 'get', path: '/cases/{id}', name: 'getCase', tag, summary: 'A case and what happened in it', zh: '复审详情', needs: 'cases.read', params: IdParams, answer: CaseWithEntries },
    (ctx, { params }) => getCase(ctx, params.id),
  );
}

function whose(ctx: Ctx, affiliateId: number | undefined): number {
  if (affiliateId !== undefined) return affiliateId;
  if (ctx.actor.kind === 'affiliate') return ctx.actor.affiliateId;
  throw new AppError('INVALID_INPUT', 'affiliateId: say for which affiliate', { issues: [{ path: 'affiliateId', message: 'say for which affiliate' }] });
}
