import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { claimRequest, finishRequest, releaseRequest } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { AppError, ERROR_CATALOGUE, isAppError } from '../../../lib/errors.ts';
import type { ApiEnv } from './env.ts';

export interface Answer {
  status: number;
  /** JSON text. */
  body: string;
}

/** What a route does with an Idempotency-Key: keeps the answer, needs none (it repeats harmlessly), or refuses it (its answer holds a secret). */
export type Keyed = 'kept' | 'harmless' | 'refused';

/**
 * Does the work once for an Idempotency-Key and repeats the first answer after that. A refusal (4xx) changed nothing and is
 * not kept; after a fault of ours the key stays taken, because it is not known how far the work came.
 */
export async function once(c: Context<ApiEnv>, ctx: Ctx, keyed: Keyed, work: () => Promise<Answer>): Promise<Answer> {
  const key = c.req.header('Idempotency-Key');
  if (key === undefined || keyed === 'harmless') return work();
  if (keyed === 'refused') throw badKey(key, 'is not taken here: the answer holds a secret, which is shown once and never kept');
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw badKey(key, 'must be 1 to 200 printable characters without spaces');
  const claim = await claimRequest(ctx, { key, requestHash: await hashOf(c) });
  if (claim.kind === 'replay') {
    c.header('Idempotent-Replay', 'true');
    return { status: claim.status, body: claim.body };
  }
  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    if (isAppError(error) && ERROR_CATALOGUE[error.code].status < 500) await releaseRequest(ctx, claim.claimId);
    throw error;
  }
  await finishRequest(ctx, claim.claimId, answer).catch((err: unknown) => ctx.deps.log.error({ err, requestId: ctx.requestId }, 'the answer to an Idempotency-Key could not be kept'));
  return answer;
}

async function hashOf(c: Context<ApiEnv>): Promise<string> {
  const { search } = new URL(c.req.url);
  return createHash('sha256').update(JSON.stringify([c.req.method, c.req.path, search, await c.req.text()])).digest('hex');
}

function badKey(key: string, message: string): AppError {
  return new AppError('INVALID_INPUT', `Idempotency-Key ${message}`, { issues: [{ path: 'Idempotency-Key', message, value: key.slice(0, 200) }] });
}
