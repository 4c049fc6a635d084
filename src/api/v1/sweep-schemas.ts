import { z } from '@hono/zod-openapi';
import { MaybeMoment, Moment } from './http/schemas.ts';

const Totals = z.object({
  affiliates: z.number().int(),
  close: z.number().int(),
  grant: z.number().int(),
  keep: z.number().int(),
  none: z.number().int(),
  byReason: z.record(z.string(), z.number()).openapi({ description: 'Of the closings, how many fail each requirement' }),
  histogram: z.array(z.object({ from: z.number().nullable(), affiliates: z.number(), close: z.number() })).openapi({ description: 'Affiliates by best score' }),
});

const sweep = {
  id: z.number().int(),
  permission: z.string(),
  policyVersion: z.number().int(),
  state: z.enum(['planning', 'planned', 'approved', 'running', 'announced', 'cancelling', 'cancelled']),
  noticeDays: z.number().int(),
  announceAt: MaybeMoment,
  plannedBy: z.string(),
  requestedAt: Moment,
  factsAsOf: MaybeMoment,
  planHash: z.string().nullable(),
  totals: Totals.nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: MaybeMoment,
  approvedHash: z.string().nullable(),
  startedAt: MaybeMoment,
  finishedAt: MaybeMoment,
  cancelledBy: z.string().nullable(),
  cancelledAt: MaybeMoment,
};

export const Sweep = z.object(sweep).openapi('Sweep');

export const SweepStatus = z
  .object({
    ...sweep,
    progress: z.object({
      toWrite: z.number().int(),
      announced: z.number().int(),
      granted: z.number().int(),
      scheduled: z.number().int(),
      kept: z.number().int(),
      closed: z.number().int(),
      deliveries: z.record(z.string(), z.number()),
    }),
  })
  .openapi('SweepStatus');

export const SweepItem = z
  .object({
    affiliateId: z.number().int(),
    memberId: z.string(),
    name: z.string(),
    decision: z.string(),
    fromState: z.string(),
    reasons: z.array(z.string()),
    facts: z.record(z.string(), z.number().nullable()),
    bestScore: z.number().nullable(),
  })
  .openapi('SweepItem');
