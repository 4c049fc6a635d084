import type { Ctx } from '../../../lib/ctx.ts';
import { notFound } from '../../../lib/errors.ts';
import { listSweeps, type PlanPreview, planPreview, policyOfSweep, type PolicyVersion, type Sweep, type SweepItem, sweepItems, type SweepProgress, sweepProgress } from '../../../policy/index.ts';
import { type Names, namesOf } from '../desk/names.ts';
import { type Allowed, allowed } from './stage.ts';

/** Everything that the page of a sweep shows. */
export interface SweepView {
  sweep: Sweep;
  policy: PolicyVersion;
  names: Names;
  may: Allowed;
  /** Null while it is being planned. */
  preview: PlanPreview | null;
  sample: SweepItem[];
  /** Null before it has started. */
  progress: SweepProgress | null;
}

const SAMPLE = 8;

/** One sweep. @throws NOT_FOUND. */
export async function sweepById(ctx: Ctx, id: number): Promise<Sweep> {
  const [found] = await listSweeps(ctx, { before: id + 1, limit: 1 });
  if (found?.id !== id) throw notFound('sweep', id);
  return found;
}

export async function loadSweep(ctx: Ctx, id: number): Promise<SweepView> {
  const sweep = await sweepById(ctx, id);
  const refs = [sweep.plannedBy, sweep.approvedBy, sweep.cancelledBy].filter((ref) => ref !== null);
  const planned = sweep.planHash !== null && sweep.totals !== null;
  const [policy, names, preview, sample, progress] = await Promise.all([
    policyOfSweep(ctx.db, id),
    namesOf(ctx, refs),
    planned ? planPreview(ctx, id) : null,
    planned && (sweep.totals?.close ?? 0) > 0 ? sweepItems(ctx, { sweepId: id, decision: 'close', limit: SAMPLE }) : [],
    sweep.startedAt ? sweepProgress(ctx, id) : null,
  ]);
  return { sweep, policy, names, may: allowed(ctx, sweep), preview, sample, progress };
}
