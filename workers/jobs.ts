import type { Ctx } from '../src/lib/ctx.ts';
import type { JobName, JobPayload } from '../src/lib/queue.ts';
import { accountClean } from './jobs/account-clean.ts';
import { accountMail } from './jobs/account-mail.ts';
import { crawlBatch } from './jobs/crawl-batch.ts';
import { noticesDeliver } from './jobs/notices-deliver.ts';
import { noticesReconcile } from './jobs/notices-reconcile.ts';
import { reviewsDecide } from './jobs/reviews-decide.ts';
import { standingKeepPassing } from './jobs/standing-keep-passing.ts';
import { standingTakeEffect } from './jobs/standing-take-effect.ts';
import { sweepCancel } from './jobs/sweep-cancel.ts';
import { sweepPlan } from './jobs/sweep-plan.ts';
import { sweepRun } from './jobs/sweep-run.ts';

/** A job: payload in, verbs called as `system`. `stop` is raised when the process closes: finish the step and return. */
export type Handler<N extends JobName> = (ctx: Ctx, payload: JobPayload<N>, stop: AbortSignal) => Promise<void>;

/** Every job and the file that does it. */
export const HANDLERS: { [N in JobName]: Handler<N> } = {
  'crawl-batch': crawlBatch,
  'sweep-plan': sweepPlan,
  'sweep-run': sweepRun,
  'sweep-cancel': sweepCancel,
  'notices-deliver': noticesDeliver,
  'notices-reconcile': noticesReconcile,
  'standing-take-effect': standingTakeEffect,
  'standing-keep-passing': standingKeepPassing,
  'reviews-decide': reviewsDecide,
  'account-mail': accountMail,
  'account-clean': accountClean,
};
