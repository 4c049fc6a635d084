import { eq, sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { rows } from '../db/client.ts';
import { caseEntry, reviewCase } from '../db/schema/index.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { type Evaluation, evaluateAffiliate, keepPassing, policyOfSweep, publishedPolicy, reopenPermission, standingOf } from '../policy/index.ts';
import { READY } from './ready.ts';
import type { ReviewCase } from './review-case.ts';

const CHUNK = 200;

/**
 * Decides the open re-reviews whose sites have all been visited since they were asked for: here the policy decides by
 * itself. Passing keeps a permission whose closing is pending and opens one that is closed; failing is refused with the
 * reasons, and can be asked again. What is unknown (a site that shuts us out) stays open until a person or a visit can tell.
 */
export async function decideReReviews(ctx: Ctx): Promise<ReviewCase[]> {
  authorize(ctx, 'system.work');
  const ready = await rows<{ id: number }>(ctx.db, sql`select c.id from review_case c where ${READY} order by c.due_at, c.id limit ${CHUNK}`);
  const decided: ReviewCase[] = [];
  for (const { id } of ready) {
    const done = await decideOne(ctx, id);
    if (done) decided.push(done);
  }
  return decided;
}

async function decideOne(ctx: Ctx, caseId: number): Promise<ReviewCase | undefined> {
  const [open] = await ctx.db.select().from(reviewCase).where(eq(reviewCase.id, caseId));
  if (open?.state !== 'open') return undefined;
  // The pending closing goes first, in a transaction of its own: should we stop here, the case is decided on the next run.
  await keepPassing(ctx, [open.affiliateId]);
  return ctx.db.transaction(async (tx) => {
    const [it] = await tx.select().from(reviewCase).where(eq(reviewCase.id, caseId)).for('update', { skipLocked: true });
    if (it?.state !== 'open') return undefined;
    const standing = (await standingOf({ ...ctx, db: tx as unknown as Ctx['db'] }, it.affiliateId)).find((s) => s.permission === it.permission);
    // A pending closing is judged by the version that announced it, whatever was published since.
    const policy = standing?.pendingSweepId ? await policyOfSweep(tx, standing.pendingSweepId) : await publishedPolicy(tx, it.permission);
    const evaluation = await evaluateAffiliate(ctx, it.affiliateId, policy, tx);
    const decision = decide(evaluation, standing);
    if (!decision) {
      // The policy cannot tell: kept open, and not looked at again before the next visit.
      await tx.insert(caseEntry).values({ caseId, at: ctx.clock.now(), actor: actorRef(ctx.actor), kind: 'crawled', body: { unknown: true } });
      return undefined;
    }
    // A closing whose moment has come may not stand in its row yet: the case waits for that, and is decided on the next run.
    if (decision === 'reopened' && !(await reopenPermission(tx, ctx, { affiliateId: it.affiliateId, permission: it.permission, caseId, policy }))) return undefined;
    const now = ctx.clock.now();
    const [done] = await tx
      .update(reviewCase)
      .set({ state: 'decided', decision, reasons: evaluation.failed, decidedAt: now, decidedBy: actorRef(ctx.actor) })
      .where(eq(reviewCase.id, caseId))
      .returning();
    await tx.insert(caseEntry).values({ caseId, at: now, actor: actorRef(ctx.actor), kind: 'decided', body: { decision, reasons: evaluation.failed, policyVersion: policy.version } });
    await audit(tx, ctx, { action: 'case.decide', subject: { kind: 'case', id: caseId }, before: { state: 'open' }, after: { decision, reasons: evaluation.failed } });
    return done;
  });
}

function decide(evaluation: Evaluation, standing: { state: 'granted' | 'closed'; pendingSweepId: number | null } | undefined): ReviewCase['decision'] {
  if (standing?.state === 'granted' && standing.pendingSweepId === null) return 'kept';
  if (evaluation.passes === null) return null;
  if (!evaluation.passes) return 'refused';
  return standing?.state === 'closed' ? 'reopened' : null;
}
