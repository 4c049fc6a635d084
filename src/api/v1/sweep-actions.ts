import { z } from '@hono/zod-openapi';
import { approveSweep, cancelSweep, startSweep } from '../../policy/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams } from './http/schemas.ts';
import { Sweep } from './sweep-schemas.ts';

const Approval = z
  .strictObject({
    hash: z.string().openapi({ description: 'The plan’s hash as you saw it, whole or its first 12 characters or more' }),
    confirmClosings: z.int().min(0).max(2_147_483_647).optional().openapi({ description: 'The number of closings, asked for when their share is above the guard' }),
  })
  .openapi('Approval');

const tag = 'Sweeps';

export function sweepActionRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'post', path: '/sweeps/{id}/approve', name: 'approveSweep', tag, summary: 'Approve a plan', zh: '审批清查', description: 'By another person than the planner, bound to the hash.', needs: 'sweep.approve', params: IdParams, body: Approval, answer: Sweep, errors: ['SELF_APPROVAL', 'STALE_PLAN', 'SHARE_GUARD', 'CONFLICT'] },
    (ctx, { params, body }) => approveSweep(ctx, { sweepId: params.id, ...body }),
  );
  endpoint(
    api,
    { method: 'post', path: '/sweeps/{id}/run', name: 'runSweep', tag, summary: 'Run an approved sweep', zh: '执行清查', description: 'Starting twice is the same as once. The workers do it; read the sweep for its progress.', needs: 'sweep.run', params: IdParams, status: 202, answer: Sweep, errors: ['STALE_PLAN', 'CONFLICT'], keyed: 'harmless' },
    (ctx, { params }) => startSweep(ctx, params.id),
  );
  endpoint(
    api,
    { method: 'post', path: '/sweeps/{id}/cancel', name: 'cancelSweep', tag, summary: 'Cancel a sweep', zh: '取消清查', description: 'What it announced and what has not taken effect is taken back; what has taken effect stays.', needs: 'sweep.cancel', params: IdParams, status: 202, answer: Sweep, keyed: 'harmless' },
    (ctx, { params }) => cancelSweep(ctx, params.id),
  );
}
