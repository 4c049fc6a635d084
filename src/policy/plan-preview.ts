import { authorize } from '../auth/index.ts';
import type { FactName } from '../facts/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import type { PolicyDefinition } from './definition.ts';
import { type Decision, type PlanFigures, planFigures } from './plan-figures.ts';
import { policyById } from './read-policies.ts';
import { type Sweep, sweepOrThrow } from './sweep-rows.ts';

export interface PlanPreview {
  sweep: Sweep;
  hash: string;
  policyVersion: number;
  counts: { affiliates: number } & Record<Decision, number>;
  /** Closings by the requirement that fails, the most first; an affiliate can fail several. */
  closingsByReason: { reason: string; title: PolicyDefinition['requirements'][number]['title'] | null; affiliates: number }[];
  /** The score that the policy asks for (else best_score), in 20 bins of 5 points, by decision. */
  histogram: { fact: FactName; threshold: number | null; bins: PlanFigures['bins']; unknown: PlanFigures['unknown'] };
  /** Closings that miss the threshold by less than 5 points. */
  nearMisses: number;
  /** Of who holds the permission, 0..1. */
  shareClosed: number;
  /** Share above which the approver must type the number of closings. */
  guardShare: number;
  /** Share of decisions that may come out otherwise when the sweep starts. */
  driftLimit: number;
  approval: {
    /** The number to be typed, when the guard asks for it. */
    typedNumber: number | null;
    /** Who may not approve: the planner. */
    notBy: string;
  };
}

/**
 * What a plan would do, for whoever approves it. The plan is immutable, so its figures are counted once a process.
 * @throws CONFLICT while it is still being planned.
 */
export async function planPreview(ctx: Ctx, sweepId: number): Promise<PlanPreview> {
  authorize(ctx, 'sweep.read');
  const sweep = await sweepOrThrow(ctx.db, sweepId);
  if (!sweep.totals || sweep.planHash === null) throw new AppError('CONFLICT', `sweep ${sweepId} has no plan yet: it is ${sweep.state}`);
  const [figures, policy] = await Promise.all([planFigures(ctx, sweep), policyById(ctx.db, sweep.policyVersionId)]);
  const { affiliates, close, keep, grant, none } = sweep.totals;
  const shareClosed = close / Math.max(1, close + keep);
  const { SWEEP_MAX_SHARE, SWEEP_MAX_DRIFT } = ctx.deps.config;
  const titles = new Map(policy.definition.requirements.map((r) => [r.code, r.title]));
  return {
    sweep,
    hash: sweep.planHash,
    policyVersion: sweep.policyVersion,
    counts: { affiliates, close, keep, grant, none },
    closingsByReason: figures.byReason.filter((r) => r.decision === 'close').map(({ reason, affiliates: n }) => ({ reason, title: titles.get(reason) ?? null, affiliates: n })),
    histogram: { fact: figures.threshold?.fact ?? 'best_score', threshold: figures.threshold?.value ?? null, bins: figures.bins, unknown: figures.unknown },
    nearMisses: figures.nearMisses,
    shareClosed,
    guardShare: SWEEP_MAX_SHARE,
    driftLimit: SWEEP_MAX_DRIFT,
    approval: { typedNumber: shareClosed > SWEEP_MAX_SHARE ? close : null, notBy: sweep.plannedBy },
  };
}
