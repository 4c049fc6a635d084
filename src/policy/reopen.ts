import { and, eq, sql } from 'drizzle-orm';
import { row, type Tx, ts } from '../db/client.ts';
import { standing } from '../db/schema/index.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { insertNotices } from '../notices/index.ts';
import type { PolicyVersion } from './publish-policy.ts';

/**
 * Opens a closed permission again for one affiliate that passes, because of a decided case: event, standing, notice.
 * False when it is not closed (any more), and then nothing is written.
 */
export async function reopenPermission(
  tx: Tx,
  ctx: Ctx,
  input: { affiliateId: number; permission: string; caseId: number; policy: PolicyVersion },
): Promise<boolean> {
  const { affiliateId, permission, caseId, policy } = input;
  const now = ctx.clock.now();
  const [held] = await tx.select().from(standing).where(and(eq(standing.affiliateId, affiliateId), eq(standing.permission, permission))).for('update');
  if (held?.state !== 'closed') return false;
  const event = await row<{ id: number }>(tx, sql`
    insert into standing_event (recorded_at, affiliate_id, permission, kind, outcome, effective_at, cause_kind, cause_id, reasons, actor)
    values (${ts(now)}, ${affiliateId}, ${permission}, 'reopened', 'granted', ${ts(now)}, 'case', ${caseId}, '{}', ${actorRef(ctx.actor)})
    returning id`);
  if (!event) throw new Error('insert returned no row');
  await tx
    .update(standing)
    .set({ state: 'granted', since: now, lastEventId: event.id, pendingSweepId: null, closingEventId: null, closesAt: null })
    .where(and(eq(standing.affiliateId, affiliateId), eq(standing.permission, permission)));
  await insertNotices(tx, {
    causeKind: 'case',
    causeId: caseId,
    kind: 'reopened',
    permission,
    createdAt: now,
    sendAfter: now,
    source: sql`
      select f.affiliate_id, jsonb_build_object('policyVersionId', ${policy.id}::bigint, 'policyVersion', ${policy.version}::int, 'bestScore', f.best_score, 'effectiveAt', ${now.toISOString()}::text, 'failed', '[]'::jsonb) as payload
      from fact f where f.affiliate_id = ${affiliateId}`,
  });
  await audit(tx, ctx, { action: 'standing.reopen', subject: { kind: 'affiliate', id: affiliateId }, before: { state: 'closed', since: held.since }, after: { state: 'granted', since: now, caseId } });
  return true;
}
