import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { row, ts } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError, notFound } from '../lib/errors.ts';
import { Moment } from '../lib/moment.ts';
import { parse } from '../lib/parse.ts';
import { PermissionSchema } from './permissions.ts';

export const CheckInput = z.object({
  permission: PermissionSchema,
  pid: z.string().regex(/^mm_\d{1,15}_\d{1,15}_\d{1,15}$/, 'a PID of the form mm_<memberId>_<siteId>_<adzoneId>'),
  /** The moment asked about; the present when absent. */
  at: Moment.optional(),
});

/** A transaction that decides takes seconds at the most; a minute later its event can be seen by all. */
const SETTLED_AFTER_MS = 60_000;

/** What an affiliate's standing was at a moment, and the decision behind it. */
export interface PermissionAnswer {
  pid: string;
  permission: string;
  at: Date;
  granted: boolean;
  /** False for the last minute, in which a decision may still be on its way; once true, this answer never changes. */
  final: boolean;
  /** `unknown_pid`: nobody registered it. `before_first_event`: we do not know what held then. */
  state: 'granted' | 'closed' | 'unknown_pid' | 'before_first_event';
  memberId: string | null;
  decision: { id: number; kind: string; cause: { kind: string; id: number | null }; reasons: string[]; recordedAt: Date; effectiveAt: Date } | null;
  /** How long the state held: `until` is null while no later event is known. */
  interval: { from: Date; until: Date | null } | null;
}

interface Found {
  memberId: string;
  affiliateId: number;
  id: number | null;
  kind: string;
  outcome: 'granted' | 'closed';
  causeKind: string;
  causeId: number | null;
  reasons: string[];
  recordedAt: string;
  effectiveAt: string;
  until: string | null;
}

/**
 * Did this PID hold the permission at that moment? The answer for a past moment never changes.
 * @throws AT_IN_FUTURE for a moment that has not come; INVALID_INPUT for a malformed PID.
 */
export async function checkPermission(ctx: Ctx, input: z.input<typeof CheckInput>): Promise<PermissionAnswer> {
  const { permission, pid, at: asked } = parse(CheckInput, input);
  const now = ctx.clock.now();
  const at = asked ?? now;
  if (at > now) throw new AppError('AT_IN_FUTURE', `at=${at.toISOString()} lies after the present (${now.toISOString()})`);
  // A cancelled closing never was: its cancellation was recorded before it took effect.
  const found = await row<Found>(ctx.db, sql`
    select a.member_id as "memberId", a.id as "affiliateId", e.id, e.kind, e.outcome, e.cause_kind as "causeKind", e.cause_id as "causeId",
           e.reasons, e.recorded_at as "recordedAt", e.effective_at as "effectiveAt", n.effective_at as until
    from placement p
    join affiliate a on a.id = p.affiliate_id
    left join lateral (
      select * from standing_event e
      where e.affiliate_id = p.affiliate_id and e.permission = ${permission} and e.effective_at <= ${ts(at)} and e.outcome is not null
        and not exists (select 1 from standing_event c where c.cancels_id = e.id)
      order by e.effective_at desc, e.id desc limit 1
    ) e on true
    left join lateral (
      select e2.effective_at from standing_event e2
      where e2.affiliate_id = p.affiliate_id and e2.permission = ${permission} and e2.effective_at > ${ts(at)} and e2.effective_at <= ${ts(now)}
        and e2.outcome is distinct from e.outcome and e2.outcome is not null
        and not exists (select 1 from standing_event c where c.cancels_id = e2.id)
      order by e2.effective_at, e2.id limit 1
    ) n on true
    where p.pid = ${pid}`);
  // To an affiliate, a PID of nobody's and a PID of another's look the same.
  if (!found && ctx.actor.kind === 'affiliate') throw notFound('PID', pid);
  authorize(ctx, 'standing.check', { ...(found ? { affiliateId: found.affiliateId } : {}), name: 'PID', id: pid });
  const base = { pid, permission, at, final: now.getTime() - at.getTime() >= SETTLED_AFTER_MS };
  if (!found) return { ...base, granted: false, state: 'unknown_pid', memberId: null, decision: null, interval: null };
  if (found.id === null) return { ...base, granted: false, state: 'before_first_event', memberId: found.memberId, decision: null, interval: null };
  return {
    ...base,
    granted: found.outcome === 'granted',
    state: found.outcome,
    memberId: found.memberId,
    decision: {
      id: found.id,
      kind: found.kind,
      cause: { kind: found.causeKind, id: found.causeId },
      reasons: found.reasons,
      recordedAt: new Date(found.recordedAt),
      effectiveAt: new Date(found.effectiveAt),
    },
    interval: { from: new Date(found.effectiveAt), until: found.until ? new Date(found.until) : null },
  };
}
