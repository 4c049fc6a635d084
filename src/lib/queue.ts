import { z } from 'zod';

const nothing = z.strictObject({});
const ofSweep = z.strictObject({ sweepId: z.number().int().positive() });

/** Every job there is, with the form of its payload: ids only, since the rows are the truth. */
export const JOBS = {
  'crawl-batch': nothing,
  'sweep-plan': ofSweep,
  'sweep-run': ofSweep,
  'sweep-cancel': ofSweep,
  'notices-deliver': nothing,
  'notices-reconcile': nothing,
  'standing-take-effect': nothing,
  'standing-keep-passing': nothing,
  'reviews-decide': nothing,
  'account-mail': nothing,
  'account-clean': nothing,
} as const satisfies Record<string, z.ZodType>;

export type JobName = keyof typeof JOBS;
export type JobPayload<N extends JobName> = z.output<(typeof JOBS)[N]>;

/** True for the name of a job that this release knows. */
export function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOBS, name);
}

/** The deterministic id of a job: its name and what it is about, joined with "-" (BullMQ refuses ":"). */
export function jobId(name: JobName, ...parts: (string | number)[]): string {
  return [name, ...parts].join('-').replaceAll(':', '-');
}
