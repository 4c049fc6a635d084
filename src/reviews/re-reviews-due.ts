import { sql } from 'drizzle-orm';
import { row } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { READY } from './ready.ts';

/** True when an open re-review waits for nothing but its decision. */
export async function reReviewsDue(ctx: Ctx): Promise<boolean> {
  const found = await row<{ due: boolean }>(ctx.db, sql`select exists (select 1 from review_case c where ${READY}) as due`);
  return found?.due ?? false;
}
