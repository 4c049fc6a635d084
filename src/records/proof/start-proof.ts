import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { ownershipProof } from '../../db/schema/index.ts';
import { audit } from '../../lib/audit.ts';
import type { Ctx } from '../../lib/ctx.ts';
import { AppError } from '../../lib/errors.ts';
import { parse } from '../../lib/parse.ts';
import { ownResource } from '../own-resource.ts';
import { PROOF_METHODS, type ProofMethod, type ProofPlace, proofPlace } from './proof-places.ts';

const Input = z.object({ resourceId: z.int(), method: z.enum(PROOF_METHODS, 'must be file, meta or dns') });

export interface ProofStarted {
  proofId: number;
  token: string;
  state: 'pending' | 'proved' | 'failed';
  place: ProofPlace;
}

/**
 * Hands out the token of a method and says what to place where. Asking again gives the same token.
 * @throws INVALID_INPUT for a resource that is no site: accounts and places are proved by evidence that a person reviews.
 */
export async function startProof(ctx: Ctx, input: { resourceId: number; method: ProofMethod }): Promise<ProofStarted> {
  const site = await ownResource(ctx, 'records.edit', input.resourceId);
  const { method } = parse(Input, input);
  if (site.kind !== 'site') throw new AppError('INVALID_INPUT', `resource ${site.id} is of kind ${site.kind}: only a site can be proved by ${method}`);
  return ctx.db.transaction(async (tx) => {
    const [made] = await tx
      .insert(ownershipProof)
      .values({ resourceId: site.id, method, token: randomBytes(16).toString('hex'), state: 'pending', createdAt: ctx.clock.now() })
      .onConflictDoNothing()
      .returning();
    const [proof] = made ? [made] : await tx.select().from(ownershipProof).where(and(eq(ownershipProof.resourceId, site.id), eq(ownershipProof.method, method)));
    if (!proof) throw new AppError('INTERNAL', `the ${method} proof of resource ${site.id} could not be made`);
    if (made) await audit(tx, ctx, { action: 'proof.start', subject: { kind: 'resource', id: site.id }, after: { method } });
    return { proofId: proof.id, token: proof.token, state: proof.state, place: proofPlace(method, site.url, proof.token) };
  });
}
