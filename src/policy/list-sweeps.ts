import { authorize } from '../auth/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { findSweeps, type Sweep } from './sweep-rows.ts';

/** Sweeps, the newest first; `before` is the id of the last one of the page before. */
export async function listSweeps(ctx: Ctx, input: { before?: number | undefined; limit?: number | undefined } = {}): Promise<Sweep[]> {
  authorize(ctx, 'sweep.read');
  return findSweeps(ctx.db, { before: input.before ?? Number.MAX_SAFE_INTEGER, limit: Math.min(input.limit ?? 50, 200) });
}
