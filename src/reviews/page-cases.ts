import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { ts } from '../db/client.ts';
import { reviewCase } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { type CaseRow, selectCases } from './review-case.ts';

export const CasePageInput = z.object({
  /** An affiliate's own when an affiliate asks. */
  affiliateId: z.number().int().positive().optional(),
  state: z.enum(['open', 'decided']).optional(),
  /** `due`: what is due soonest first, of open cases alone. */
  order: z.enum(['newest', 'oldest', 'due']).default('newest'),
  /** The `next` of the page before, of the same order. */
  cursor: z.string().regex(/^\d{1,15}(\.\d{1,15})?$/, 'the `next` of the page before').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export interface CasePage {
  cases: CaseRow[];
  /** Hand it in as `cursor`; null at the end. */
  next: string | null;
}

/** Cases in the order that a page shows them in; an affiliate sees its own. */
export async function pageCases(ctx: Ctx, input: z.input<typeof CasePageInput> = {}): Promise<CasePage> {
  const { affiliateId, state, order, cursor, limit } = parse(CasePageInput, input);
  const whose = affiliateId ?? (ctx.actor.kind === 'affiliate' ? ctx.actor.affiliateId : undefined);
  authorize(ctx, 'cases.read', whose === undefined ? {} : { affiliateId: whose });
  const [first = '', second = '0'] = cursor?.split('.') ?? [];
  const after =
    cursor === undefined
      ? undefined
      : order === 'due'
        ? sql`(${reviewCase.dueAt}, ${reviewCase.id}) > (${ts(new Date(Number(first)))}, ${Number(second)}::int8)`
        : order === 'newest'
          ? lt(reviewCase.id, Number(first))
          : gt(reviewCase.id, Number(first));
  // The word is our own, and written out: a partial index is not used for a parameter.
  const inState = order === 'due' ? sql`${reviewCase.state} = 'open'` : state === undefined ? undefined : eq(reviewCase.state, state);
  const found = await selectCases(ctx)
    .where(and(after, inState, whose === undefined ? undefined : eq(reviewCase.affiliateId, whose)))
    .orderBy(...(order === 'due' ? [asc(reviewCase.dueAt), asc(reviewCase.id)] : order === 'newest' ? [desc(reviewCase.id)] : [asc(reviewCase.id)]))
    .limit(limit + 1);
  const cases = found.slice(0, limit);
  const last = found.length > limit ? cases.at(-1) : undefined;
  return { cases, next: last === undefined ? null : order === 'due' ? `${last.dueAt.getTime()}.${last.id}` : String(last.id) };
}
