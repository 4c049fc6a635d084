import { can } from '../../../auth/index.ts';
import { actorRef, type Ctx } from '../../../lib/ctx.ts';
import { midnightAfter } from '../../../lib/workdays.ts';
import type { Sweep, SweepOutcome } from '../../../policy/index.ts';
import type { Tone } from '../../ui/index.ts';

/** Where a sweep is, as people tell it: written but waiting for its moment, announced, and in effect once its date has come. */
export type Stage = Sweep['state'] | 'waiting' | 'effective';

export const STAGE_TONES: Record<Stage, Tone> = {
  planning: 'info',
  planned: 'warn',
  approved: 'warn',
  running: 'info',
  waiting: 'info',
  announced: 'info',
  effective: 'good',
  cancelling: 'warn',
  cancelled: 'plain',
};

/** When the notices leave or left; null when that is as soon as it starts. */
export function announcedAt({ announceAt, startedAt }: Pick<Sweep, 'announceAt' | 'startedAt'>): Date | null {
  if (!announceAt || !startedAt) return announceAt ?? startedAt;
  return announceAt > startedAt ? announceAt : startedAt;
}

/** The earliest moment at which its closings take effect; null while the notices have no date. */
export function effectAt(sweep: Pick<Sweep, 'announceAt' | 'startedAt' | 'noticeDays'>): Date | null {
  const at = announcedAt(sweep);
  return at && midnightAfter(at, sweep.noticeDays);
}

export function stageOf(sweep: Sweep, now: Date): Stage {
  if (sweep.state !== 'announced') return sweep.state;
  if (sweep.announceAt && sweep.announceAt > now) return 'waiting';
  const effect = effectAt(sweep);
  return effect && effect <= now ? 'effective' : 'announced';
}

/** What the reader may do with this sweep now: only these buttons are shown. The verbs decide for themselves. */
export interface Allowed {
  plan: boolean;
  approve: boolean;
  start: boolean;
  cancel: boolean;
  /** The reader made this plan, so somebody else approves it. */
  planner: boolean;
}

export function allowed(ctx: Ctx, sweep: Sweep): Allowed {
  const planner = sweep.plannedBy === actorRef(ctx.actor);
  return {
    plan: can(ctx.actor, 'sweep.plan'),
    approve: sweep.state === 'planned' && !planner && can(ctx.actor, 'sweep.approve'),
    start: sweep.state === 'approved' && can(ctx.actor, 'sweep.run'),
    cancel: sweep.state !== 'cancelling' && sweep.state !== 'cancelled' && can(ctx.actor, 'sweep.cancel'),
    planner,
  };
}

/** Nobody waits on an open page for mails that leave later than this (business time). */
const PATIENCE_MS = 3_600_000;

/** True when nothing of a sweep will change by itself soon: it needs no following. */
export function rests(sweep: Sweep, outcome: SweepOutcome | undefined, now: Date): boolean {
  if (sweep.state === 'planning' || sweep.state === 'running' || sweep.state === 'cancelling') return false;
  if (sweep.state !== 'announced' || !outcome || outcome.onTheWay === 0) return true;
  return sweep.announceAt !== null && sweep.announceAt.getTime() - now.getTime() > PATIENCE_MS;
}
