import type { Ctx } from '../../src/lib/ctx.ts';
import { decideReReviews } from '../../src/reviews/index.ts';

/** Decides the re-reviews that wait for nothing else. */
export async function reviewsDecide(ctx: Ctx): Promise<void> {
  await decideReReviews(ctx);
}
