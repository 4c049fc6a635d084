import type { Ctx } from '../../../lib/ctx.ts';
import { isAppError } from '../../../lib/errors.ts';
import { endOfWorkday } from '../../../lib/workdays.ts';

/** The day on which a case is decided at the latest: its due moment is the midnight that ends that day. */
export function lastDay(dueAt: Date): Date {
  return new Date(dueAt.getTime() - 1);
}

/** By when a re-review asked for now is decided; null in a year whose working days are not known yet. */
export function dueIfAskedNow(ctx: Ctx): Date | null {
  try {
    return endOfWorkday(ctx.clock.now(), ctx.deps.config.REVIEW_WORKDAYS);
  } catch (error) {
    if (isAppError(error, 'NO_KNOWN_CALENDAR')) return null;
    throw error;
  }
}
