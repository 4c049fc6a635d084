import { z } from '@hono/zod-openapi';
import { checkPermission, PERMISSIONS, PermissionSchema } from '../../policy/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { MaybeMoment, Moment } from './http/schemas.ts';

const Permission = z.string().pipe(PermissionSchema).openapi({ type: 'string', enum: Object.keys(PERMISSIONS), example: 'cross_store_settlement' });

const CheckQuery = z.strictObject({
  pid: z.string('a PID').openapi({ example: 'mm_12345678_1001_2001' }),
  at: z.iso.datetime({ offset: true, error: 'an ISO 8601 moment with zone, like 2013-12-11T00:00:00+08:00' }).optional().openapi({ description: 'The moment asked about; the present when absent', example: '2013-12-11T00:00:00+08:00' }),
});

const Answer = z
  .object({
    pid: z.string(),
    permission: z.string(),
    at: Moment,
    granted: z.boolean(),
    state: z.enum(['granted', 'closed', 'unknown_pid', 'before_first_event']),
    memberId: z.string().nullable(),
    final: z.boolean().openapi({ description: 'False for the last minute: a decision may still be on its way. Once true, the answer never changes' }),
    decision: z
      .object({ id: z.number().int(), kind: z.string(), cause: z.object({ kind: z.string(), id: z.number().int().nullable() }), reasons: z.array(z.string()), recordedAt: Moment, effectiveAt: Moment })
      .nullable()
      .openapi({ description: 'The event of the ledger that decided it' }),
    interval: z.object({ from: Moment, until: MaybeMoment }).nullable(),
  })
  .openapi('PermissionAnswer');

export function permissionRoutes(api: Api): void {
  endpoint(
    api,
    {
      method: 'get',
      path: '/permissions/{permission}/check',
      name: 'checkPermission',
      tag: 'Settlement',
      summary: 'Did this PID hold the permission at that moment?',
      zh: '结算权限查询',
      description: 'The answer for a past moment never changes. A PID that nobody registered and a moment before the first event are answers of their own.',
      needs: 'standing.check',
      params: z.object({ permission: Permission }),
      query: CheckQuery,
      answer: Answer,
      errors: ['AT_IN_FUTURE'],
    },
    (ctx, { params, query }) => checkPermission(ctx, { ...params, ...query }),
  );
}
