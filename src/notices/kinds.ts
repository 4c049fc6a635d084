import { z } from 'zod';

export type NoticeKind = 'closing_announced' | 'closed' | 'kept' | 'withdrawn' | 'reopened';
export type Locale = 'zh-CN' | 'en';
export const NOTICE_KINDS: readonly NoticeKind[] = ['closing_announced', 'closed', 'kept', 'withdrawn', 'reopened'];
export const LOCALES: readonly Locale[] = ['zh-CN', 'en'];

const Moment = z.iso.datetime({ offset: true, error: 'an ISO 8601 moment with zone' });

/** What policy and reviews put into `notice.payload`. Titles and remedies stand in the policy version, so that a million rows stay small. */
export const NoticePayload = z.looseObject({
  policyVersionId: z.number().int(),
  /** The number that people know the version by. */
  policyVersion: z.number().int(),
  /** Calendar days of notice; needed by `closing_announced`. */
  noticeDays: z.number().int().min(1).max(365).nullish(),
  /** Requirements that failed, in the policy's order; empty for kept, withdrawn and reopened. */
  failed: z.array(z.looseObject({ code: z.string(), actual: z.union([z.number(), z.string(), z.boolean()]).nullish() })).default([]),
  bestScore: z.number().nullish(),
  /** When the change had or would have had effect; needed by `closed` and `reopened`. */
  effectiveAt: Moment.nullish(),
  reviewDueAt: Moment.nullish(),
  site: z.string().nullish(),
});
export type NoticePayload = z.output<typeof NoticePayload>;
