import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { rows } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';

export const ObservationsInput = z.object({
  state: z.enum(['open', 'confirmed', 'rejected', 'cleared']).default('open'),
  /** Only those seen often enough to be confirmed. */
  ripe: z.boolean().default(false),
  after: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(50),
});

export interface ObservationRow {
  id: number;
  affiliateId: number;
  memberId: string;
  name: string;
  resourceId: number;
  url: string;
  host: string | null;
  /** The report in which it was last seen. */
  assessmentId: number;
  /** Seen often enough to be confirmed. */
  ripe: boolean;
  code: string;
  state: string;
  times: number;
  firstSeenAt: string;
  lastSeenAt: string;
  /** What the latest visit found. */
  evidence: unknown;
}

/** Observed stops, oldest first: the reviewer's queue. */
export async function listObservations(ctx: Ctx, input: z.input<typeof ObservationsInput> = {}): Promise<ObservationRow[]> {
  authorize(ctx, 'observation.decide');
  const { state, ripe, after, limit } = parse(ObservationsInput, input);
  return rows<ObservationRow>(ctx.db, sql`
    select o.id, o.affiliate_id as "affiliateId", a.member_id as "memberId", a.name, o.resource_id as "resourceId", r.url, r.host, o.code, o.state, o.times,
      o.times >= ${ctx.deps.config.STOP_OBSERVATIONS} as ripe, o.last_assessment_id as "assessmentId",
      o.first_seen_at as "firstSeenAt", o.last_seen_at as "lastSeenAt",
      (select v.evidence from violation v where v.assessment_id = o.last_assessment_id and v.code = o.code limit 1) as evidence
    from observation o join affiliate a on a.id = o.affiliate_id join resource r on r.id = o.resource_id
    where o.state = ${state} and o.id > ${after} ${ripe ? sql`and o.times >= ${ctx.deps.config.STOP_OBSERVATIONS}` : sql``}
    order by o.id limit ${limit}`);
}
