import { can } from '../../../auth/index.ts';
import { openObservationCount } from '../../../crawl/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { deliveryCounts } from '../../../notices/index.ts';
import { listSweeps, type Permission, PERMISSIONS, scoreHistogram, standingCounts, type Sweep, sweepProgress, type SweepProgress } from '../../../policy/index.ts';
import { openCaseCounts } from '../../../reviews/index.ts';

/** Sweeps that are looked at for what is under way: the last so many. */
const RECENT = 30;

export interface RunningSweep {
  sweep: Sweep;
  progress: SweepProgress;
}

export interface Overview {
  standings: Awaited<ReturnType<typeof standingCounts>>;
  cases: Awaited<ReturnType<typeof openCaseCounts>>;
  observations: Awaited<ReturnType<typeof openObservationCount>>;
  deliveries: Awaited<ReturnType<typeof deliveryCounts>>;
  histogram: Awaited<ReturnType<typeof scoreHistogram>>;
  running: RunningSweep[];
  /** Plans that wait for another person's approval, and approved ones that wait to be run, as far as this reader may. */
  toApprove: Sweep[];
  toRun: Sweep[];
}

/** Everything on the overview: figures that are shared for some seconds, and look-ups by index. */
export async function loadOverview(ctx: Ctx, permission: Permission): Promise<Overview> {
  const [standings, cases, observations, deliveries, histogram, sweeps] = await Promise.all([
    standingCounts(ctx),
    openCaseCounts(ctx),
    openObservationCount(ctx),
    deliveryCounts(ctx),
    scoreHistogram(ctx, { permission }),
    listSweeps(ctx, { limit: RECENT }),
  ]);
  const own = ctx.actor.kind === 'staff' ? `staff:${ctx.actor.staffId}` : '';
  return {
    standings,
    cases,
    observations,
    deliveries,
    histogram,
    running: await withProgress(ctx, sweeps),
    toApprove: can(ctx.actor, 'sweep.approve') ? sweeps.filter((each) => each.state === 'planned' && each.plannedBy !== own) : [],
    toRun: can(ctx.actor, 'sweep.run') ? sweeps.filter((each) => each.state === 'approved') : [],
  };
}

/** Sweeps with work left, each with how far it is: those at work, and those whose mails are still leaving. */
export async function runningSweeps(ctx: Ctx): Promise<RunningSweep[]> {
  return withProgress(ctx, await listSweeps(ctx, { limit: RECENT }));
}

async function withProgress(ctx: Ctx, sweeps: readonly Sweep[]): Promise<RunningSweep[]> {
  const perhaps = sweeps.filter(({ state }) => state === 'planning' || state === 'running' || state === 'cancelling' || state === 'announced').slice(0, 8);
  const all = await Promise.all(perhaps.map(async (sweep) => ({ sweep, progress: await sweepProgress(ctx, sweep.id) })));
  return all.filter(({ sweep, progress }) => sweep.state !== 'announced' || progress.settled < progress.notices);
}

/** The permission that the histogram shows unless another is asked for. */
export const FIRST_PERMISSION = Object.keys(PERMISSIONS)[0] as Permission;
