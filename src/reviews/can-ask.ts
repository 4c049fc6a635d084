import { and, eq } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { reviewCase } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { type AffiliateStanding, affiliateStandings, type Permission } from '../policy/index.ts';

export type CanAsk = { ok: true } | { ok: false; why: 'nothing_pending' | 'never_held' } | { ok: false; why: 'open_case'; caseId: number; dueAt: Date };

/**
 * Whether a re-review can be asked for, by permission: what `askReReview` would refuse is told before it is tried.
 * Whoever has the standings at hand already hands them in.
 */
export async function canAskReReview(ctx: Ctx, affiliateId: number, standings?: readonly AffiliateStanding[]): Promise<Record<Permission, CanAsk>> {
  authorize(ctx, 'cases.read', { affiliateId });
  const [known, cases] = await Promise.all([
    standings ?? affiliateStandings(ctx, affiliateId),
    ctx.db.select().from(reviewCase).where(and(eq(reviewCase.affiliateId, affiliateId), eq(reviewCase.state, 'open'))),
  ]);
  const open = new Map(cases.map((each) => [each.permission, each]));
  const answers = known.map((standing): [Permission, CanAsk] => {
    const asked = open.get(standing.permission);
    if (asked) return [standing.permission, { ok: false, why: 'open_case', caseId: asked.id, dueAt: asked.dueAt }];
    if (standing.state === 'never') return [standing.permission, { ok: false, why: 'never_held' }];
    if (standing.state === 'granted' && standing.pendingSweepId === null) return [standing.permission, { ok: false, why: 'nothing_pending' }];
    return [standing.permission, { ok: true }];
  });
  return Object.fromEntries(answers) as Record<Permission, CanAsk>;
}
