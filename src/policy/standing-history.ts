import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rows } from '../db/client.ts';
import type { EventKind } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { ownAffiliate } from '../records/index.ts';
import { PermissionSchema } from './permissions.ts';

export const HistoryInput = z.object({
  affiliateId: z.number().int().positive(),
  permission: PermissionSchema.optional(),
  /** The `next` of the page before. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export interface StandingEntry {
  id: number;
  permission: string;
  kind: EventKind;
  /** The state from `effectiveAt` on; null when the event changes none. */
  outcome: 'granted' | 'closed' | null;
  effectiveAt: Date;
  recordedAt: Date;
  cause: { kind: 'import' | 'sweep' | 'case' | 'repair'; id: number | null };
  reasons: string[];
  actor: string;
  /** A closing that was taken back before it took effect. */
  cancelled: boolean;
}

/** The ledger of one affiliate, newest first. The affiliate itself sees an announcement from its moment on. */
export async function standingHistory(ctx: Ctx, input: z.input<typeof HistoryInput>): Promise<{ events: StandingEntry[]; next: number | null }> {
  const { affiliateId, permission, before, limit } = parse(HistoryInput, input);
  await ownAffiliate(ctx, 'standing.check', affiliateId);
  const told = ctx.actor.kind !== 'affiliate' ? sql`` : sql`and not (e.kind = 'closing_announced' and exists (
    select 1 from notice n where n.cause_kind = 'sweep' and n.cause_id = e.cause_id and n.affiliate_id = e.affiliate_id and n.kind = 'closing_announced' and n.send_after > ${ctx.clock.now().toISOString()}::timestamptz))`;
  const found = await rows<Omit<StandingEntry, 'cause' | 'effectiveAt' | 'recordedAt'> & { effectiveAt: string; recordedAt: string; causeKind: StandingEntry['cause']['kind']; causeId: number | null }>(ctx.db, sql`
    select e.id, e.permission, e.kind, e.outcome, e.effective_at as "effectiveAt", e.recorded_at as "recordedAt", e.cause_kind as "causeKind", e.cause_id as "causeId", e.reasons, e.actor,
      exists (select 1 from standing_event c where c.cancels_id = e.id)
        or (e.kind = 'closing_announced' and exists (
          select 1 from standing_event c where c.affiliate_id = e.affiliate_id and c.permission = e.permission and c.kind = 'closing_cancelled' and c.cause_id = e.cause_id and c.id > e.id)) as cancelled
    from standing_event e
    where e.affiliate_id = ${affiliateId} ${permission === undefined ? sql`` : sql`and e.permission = ${permission}`} ${before === undefined ? sql`` : sql`and e.id < ${before}`} ${told}
    order by e.id desc limit ${limit + 1}`);
  const events = found.slice(0, limit).map(({ causeKind, causeId, effectiveAt, recordedAt, ...event }) => ({
    ...event,
    effectiveAt: new Date(effectiveAt),
    recordedAt: new Date(recordedAt),
    cause: { kind: causeKind, id: causeId },
  }));
  return { events, next: found.length > limit ? (events.at(-1)?.id ?? null) : null };
}
