import { and, eq, isNull, lt } from 'drizzle-orm';
import { idempotency } from '../db/schema/index.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { realNow } from '../lib/real-time.ts';

/** How long an answer can be had again, in real time. */
const KEPT_MS = 24 * 3_600_000;
/** A request that has not answered after this long was cut off; whether it took effect is not known. */
const ANSWERS_WITHIN_MS = 120_000;

export type Claim = { kind: 'first'; claimId: number } | { kind: 'replay'; status: number; body: string };

/**
 * Takes an Idempotency-Key for this request, or hands back what the same request was answered before. Runs on real time.
 * @throws INVALID_INPUT when the key came with another request; CONFLICT while the first is at work, or after it was cut off.
 */
export async function claimRequest(ctx: Ctx, input: { key: string; requestHash: string }): Promise<Claim> {
  const { key, requestHash } = input;
  const actor = actorRef(ctx.actor);
  const now = realNow().getTime();
  const of = and(eq(idempotency.actor, actor), eq(idempotency.key, key));
  await ctx.db.delete(idempotency).where(and(of, lt(idempotency.createdAt, new Date(now - KEPT_MS))));
  const [claimed] = await ctx.db.insert(idempotency).values({ actor, key, requestHash, createdAt: new Date(now) }).onConflictDoNothing().returning({ id: idempotency.id });
  if (claimed) return { kind: 'first', claimId: claimed.id };
  const [held] = await ctx.db.select().from(idempotency).where(of);
  if (held && held.requestHash !== requestHash) {
    throw new AppError('INVALID_INPUT', `Idempotency-Key ${key} was used for another request (method, path or body differ): use a new key`, {
      issues: [{ path: 'Idempotency-Key', message: 'was used for another request', value: key }],
    });
  }
  if (held?.status != null) return { kind: 'replay', status: held.status, body: (held.body as Kept).text };
  if (!held || now - held.createdAt.getTime() < ANSWERS_WITHIN_MS) {
    throw new AppError('CONFLICT', `the first request with Idempotency-Key ${key} is still at work: ask again for its answer`, { retryAfter: 1 });
  }
  throw new AppError('CONFLICT', `the first request with Idempotency-Key ${key} was cut off, and it is not known whether it took effect: look before you repeat it with a new key`);
}

/** The answer letter by letter: jsonb itself would order its fields anew. */
interface Kept {
  text: string;
}

/** Keeps the answer. */
export async function finishRequest(ctx: Ctx, claimId: number, answer: { status: number; body: string }): Promise<void> {
  const body: Kept = { text: answer.body };
  await ctx.db.update(idempotency).set({ status: answer.status, body }).where(eq(idempotency.id, claimId));
}

/** Gives the key back after a refusal: nothing was changed, so the same request may be tried again. */
export async function releaseRequest(ctx: Ctx, claimId: number): Promise<void> {
  await ctx.db.delete(idempotency).where(and(eq(idempotency.id, claimId), isNull(idempotency.status)));
}
