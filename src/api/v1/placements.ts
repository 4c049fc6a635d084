import { z } from '@hono/zod-openapi';
import { addPlacement, findByPid, Pid } from '../../records/index.ts';
import { Affiliate } from './affiliates.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, Moment } from './http/schemas.ts';

export const Placement = z.object({ id: z.number().int(), affiliateId: z.number().int(), resourceId: z.number().int().nullable(), pid: z.string().openapi({ example: 'mm_12345678_1001_2001' }), createdAt: Moment }).openapi('Placement');

const NewPlacement = z.strictObject({ pid: z.string('a PID').openapi({ example: 'mm_12345678_1001_2001' }), resourceId: z.int().positive().nullish() }).openapi('NewPlacement');

const tag = 'Placements';

export function placementRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'post', path: '/affiliates/{id}/placements', name: 'addPlacement', tag, summary: 'Register a PID', zh: '登记推广位', description: 'The first number of a PID is the member id. One that the affiliate has already is answered as it stands.', needs: 'records.edit', params: IdParams, body: NewPlacement, status: 201, answer: Placement, errors: ['PID_TAKEN'] },
    (ctx, { params, body }) => addPlacement(ctx, { affiliateId: params.id, pid: body.pid, resourceId: body.resourceId ?? null }),
  );
  endpoint(
    api,
    { method: 'get', path: '/placements/{pid}', name: 'findByPid', tag, summary: 'Whose PID is this', zh: '按推广位查询', needs: 'records.read', params: z.object({ pid: z.string().pipe(Pid).openapi({ type: 'string', example: 'mm_12345678_1001_2001' }) }), answer: z.object({ affiliate: Affiliate, placement: Placement }) },
    (ctx, { params }) => findByPid(ctx, params.pid),
  );
}
