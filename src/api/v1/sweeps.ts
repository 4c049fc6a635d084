import { z } from '@hono/zod-openapi';
import { listSweeps, requestPlan, sweepItems, sweepStatus } from '../../policy/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, listOf, NewestQuery, paged, PageQuery } from './http/schemas.ts';
import { Sweep, SweepItem, SweepStatus } from './sweep-schemas.ts';

const NewPlan = z
  .strictObject({
    policy: z.string().regex(/^\w{1,60}(@v?\d{1,6})?$/, 'PERMISSION or PERMISSION@VERSION').openapi({ example: 'cross_store_settlement', description: 'A permission for its published version, or PERMISSION@VERSION' }),
    noticeDays: z.int().min(1).max(90).optional().openapi({ description: 'Calendar days from an accepted notice to its effect' }),
    announceAt: z.iso.datetime({ offset: true, error: 'an ISO 8601 moment with zone' }).optional().openapi({ description: 'All notices leave at this moment; at once when absent' }),
  })
  .openapi('NewPlan');

const ItemsQuery = PageQuery.extend({ decision: z.enum(['close', 'grant', 'keep', 'none']).optional() });

const tag = 'Sweeps';

export function sweepRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'post', path: '/sweeps', name: 'planSweep', tag, summary: 'Plan a sweep', zh: '制定清查', description: 'Answers at once; the plan is made by the workers. Read the sweep until it is `planned`.', needs: 'sweep.plan', body: NewPlan, status: 202, answer: z.object({ sweepId: z.number().int() }), errors: ['NOT_FOUND'] },
    (ctx, { body }) => requestPlan(ctx, body),
  );
  endpoint(
    api,
    { method: 'get', path: '/sweeps', name: 'listSweeps', tag, summary: 'List sweeps', zh: '清查列表', description: 'The newest first.', needs: 'sweep.read', query: NewestQuery, answer: listOf(Sweep) },
    async (ctx, { query }) => paged(await listSweeps(ctx, { ...query, limit: query.limit + 1 }), query.limit, (sweep) => sweep.id),
  );
  endpoint(
    api,
    { method: 'get', path: '/sweeps/{id}', name: 'getSweep', tag, summary: 'A sweep and how far it has come', zh: '清查详情与进度', needs: 'sweep.read', params: IdParams, answer: SweepStatus },
    (ctx, { params }) => sweepStatus(ctx, params.id),
  );
  endpoint(
    api,
    { method: 'get', path: '/sweeps/{id}/items', name: 'listSweepItems', tag, summary: 'What a plan decides for each affiliate', zh: '计划明细', description: 'With the facts on which it was decided. In order of affiliate.', needs: 'sweep.read', params: IdParams, query: ItemsQuery, answer: listOf(SweepItem) },
    async (ctx, { params, query }) => paged(await sweepItems(ctx, { sweepId: params.id, ...query, limit: query.limit + 1 }), query.limit, (item) => item.affiliateId),
  );
}
