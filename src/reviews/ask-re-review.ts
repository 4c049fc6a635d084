import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { caseEntry, reviewCase } from '../db/schema/index.ts';
import { lockAffiliates } from '../facts/index.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { endOfWorkday } from '../lib/workdays.ts';
import { PermissionSchema, standingOf } from '../policy/index.ts';
import { requestVisit } from '../records/index.ts';
import type { ReviewCase } from './review-case.ts';

export const AskInput = z.object({
  affiliateId: z.number().int().positive(),
  permission: PermissionSchema,
  /** What the affiliate changed, in its own words. */
  note: z.string().trim().max(2000).default(''),
});

/**
 * Asks for a re-review: the sites are visited again at once, and the case is due at the end of the third Chinese working
 * day (config). The answer comes by itself when the policy can decide on what the visit finds.
 * @throws CONFLICT when a case is open already, or when there is nothing to review (held, and no closing announced);
 * NO_KNOWN_CALENDAR when the due date falls in a year whose working days are not known.
 */
export async function askReReview(ctx: Ctx, input: z.input<typeof AskInput>): Promise<ReviewCase> {
  const { affiliateId, permission, note } = parse(AskInput, input);
  authorize(ctx, 'cases.open', { affiliateId });
  const now = ctx.clock.now();
  const dueAt = endOfWorkday(now, ctx.deps.config.REVIEW_WORKDAYS);
  return ctx.db.transaction(async (tx) => {
    // As every writer of an affiliate's resources: else two sites could be locked in the opposite order by a recorded visit.
    await lockAffiliates(tx, [affiliateId]);
    const standing = (await standingOf({ ...ctx, db: tx as unknown as Ctx['db'], actor: { kind: 'system' } }, affiliateId)).find((s) => s.permission === permission);
    if (!standing) throw new AppError('CONFLICT', `the affiliate never held ${permission}; it is applied for, not re-reviewed`);
    if (standing.state === 'granted' && standing.pendingSweepId === null) throw new AppError('CONFLICT', `${permission} is held and no closing is announced; there is nothing to review`);
    const [open] = await tx
      .select()
      .from(reviewCase)
      .where(and(eq(reviewCase.affiliateId, affiliateId), eq(reviewCase.permission, permission), eq(reviewCase.state, 'open')));
    if (open) throw new AppError('CONFLICT', `case ${open.id} asks for the same already; it is due by ${open.dueAt.toISOString()}`);
    const [made] = await tx.insert(reviewCase).values({ kind: 're_review', affiliateId, permission, state: 'open', askedAt: now, dueAt }).onConflictDoNothing().returning();
    if (!made) throw new AppError('CONFLICT', 'a case that asks for the same was opened at this moment');
    const visits = await requestVisit(tx, affiliateId);
    await tx.insert(caseEntry).values({ caseId: made.id, at: now, actor: actorRef(ctx.actor), kind: 'asked', body: { note, sites: visits } });
    await audit(tx, ctx, { action: 'case.open', subject: { kind: 'case', id: made.id }, after: { affiliateId, permission, dueAt } });
    return made;
  });
}
