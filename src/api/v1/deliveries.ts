import { z } from '@hono/zod-openapi';
import { liftSuppression, noticesOfSweep, resolveUnknown } from '../../notices/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, MaybeMoment, PageQuery } from './http/schemas.ts';

const Notice = z
  .object({
    noticeId: z.number().int(),
    deliveryId: z.number().int(),
    affiliateId: z.number().int(),
    memberId: z.string(),
    kind: z.string(),
    state: z.enum(['pending', 'claimed', 'sending', 'accepted', 'deferred', 'bounced', 'unknown', 'withdrawn']),
    attempts: z.number().int(),
    address: z.string().nullable(),
    messageId: z.string().nullable(),
    statedEffectiveAt: MaybeMoment,
    acceptedAt: MaybeMoment,
    response: z.string().nullable(),
  })
  .openapi('Notice');
const SweepNotices = z
  .object({ counts: z.array(z.object({ kind: z.string(), state: z.string(), count: z.number().int() })), items: z.array(Notice), next: z.string().nullable() })
  .openapi('SweepNotices');
const NoticesQuery = PageQuery.extend({ after: z.string().optional().openapi({ description: 'The `next` of the page before' }) });

const Outcome = z
  .strictObject({
    outcome: z.enum(['accepted', 'resend'], 'accepted or resend'),
    acceptedAt: z.iso.datetime({ offset: true, error: 'an ISO 8601 moment with zone' }).optional().openapi({ description: 'When the relay took it; now when absent' }),
    reason: z.string().openapi({ description: 'How you know, in a few words' }),
  })
  .openapi('DeliveryOutcome');
const Lift = z.strictObject({ address: z.string(), reason: z.string().optional() });

const tag = 'Notices';

export function deliveryRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/sweeps/{id}/notices', name: 'listSweepNotices', tag, summary: 'Where the notices of a sweep stand', zh: '通知投递情况', description: 'Counts by kind and state, and the rows in order of affiliate.', needs: 'notices.read', params: IdParams, query: NoticesQuery, answer: SweepNotices },
    async (ctx, { params, query }) => {
      const found = await noticesOfSweep(ctx, { sweepId: params.id, ...query });
      return { counts: found.counts, items: found.rows, next: found.next };
    },
  );
  endpoint(
    api,
    { method: 'post', path: '/deliveries/{id}/resolve', name: 'resolveDelivery', tag, summary: 'Settle a delivery that is unknown or bounced', zh: '处理未知或退回的投递', needs: 'notices.resolve', params: IdParams, body: Outcome, answer: z.object({ deliveryId: z.number().int(), outcome: z.enum(['accepted', 'resend']) }), errors: ['CONFLICT'] },
    async (ctx, { params, body }) => {
      const { acceptedAt, ...settled } = body;
      await resolveUnknown(ctx, { deliveryId: params.id, ...settled, ...(acceptedAt === undefined ? {} : { acceptedAt: new Date(acceptedAt) }) });
      return { deliveryId: params.id, outcome: body.outcome };
    },
  );
  endpoint(
    api,
    { method: 'post', path: '/suppressions/lift', name: 'liftSuppression', tag, summary: 'Write to a silenced address again', zh: '恢复被屏蔽的邮箱地址', needs: 'notices.resolve', body: Lift, answer: z.object({ bounced: z.number().int().openapi({ description: 'Deliveries to it that bounced meanwhile: settle each' }) }), errors: ['NOT_FOUND'] },
    (ctx, { body }) => liftSuppression(ctx, body),
  );
}
