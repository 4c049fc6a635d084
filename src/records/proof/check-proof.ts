import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { ownershipProof, resource } from '../../db/schema/index.ts';
import { refreshFacts } from '../../facts/index.ts';
import { audit } from '../../lib/audit.ts';
import type { Ctx } from '../../lib/ctx.ts';
import { AppError, notFound } from '../../lib/errors.ts';
import { parse } from '../../lib/parse.ts';
import { lockAffiliate, ownResource } from '../own-resource.ts';
import { lookForToken } from './look-for-token.ts';
import { PROOF_METHODS, type ProofMethod } from './proof-places.ts';

const Input = z.object({ resourceId: z.int(), method: z.enum(PROOF_METHODS, 'must be file, meta or dns') });

export interface ProofChecked {
  state: 'proved' | 'failed';
  finding: string;
  verifiedAt: Date | null;
}

/**
 * Looks for the token now and records what was found. What is proved stays proved when a later look fails: only another
 * host takes it back (edit-record.ts). The network is asked outside the transaction.
 * @throws NOT_FOUND when no proof was started; CONFLICT when the address changed while we looked.
 */
export async function checkProof(ctx: Ctx, input: { resourceId: number; method: ProofMethod }): Promise<ProofChecked> {
  const site = await ownResource(ctx, 'records.edit', input.resourceId);
  const { method } = parse(Input, input);
  const [proof] = await ctx.db.select().from(ownershipProof).where(and(eq(ownershipProof.resourceId, site.id), eq(ownershipProof.method, method)));
  if (!proof || site.kind !== 'site') throw notFound(`${method} proof of resource`, site.id);

  const looked = await lookForToken(ctx, method, site.url, proof.token);

  return ctx.db.transaction(async (tx) => {
    await lockAffiliate(tx, site.affiliateId);
    const [held] = await tx.select().from(resource).where(eq(resource.id, site.id)).for('update');
    if (held?.url !== site.url) throw new AppError('CONFLICT', `the address of resource ${site.id} changed while it was checked`);
    const [last] = await tx.select({ state: ownershipProof.state, finding: ownershipProof.finding }).from(ownershipProof).where(eq(ownershipProof.id, proof.id)).for('update');
    const now = ctx.clock.now();
    const state = looked.proved || last?.state === 'proved' ? 'proved' : 'failed';
    const verifiedAt = held.verifiedAt ?? (looked.proved ? now : null);
    await tx.update(ownershipProof).set({ state, checkedAt: now, finding: looked.finding }).where(eq(ownershipProof.id, proof.id));
    if (held.verifiedAt === null && verifiedAt !== null) {
      await tx.update(resource).set({ verifiedAt }).where(eq(resource.id, site.id));
      await refreshFacts(tx, [site.affiliateId]);
    }
    // A page that waits looks again and again: only what is new is told.
    if (last?.state === state && last.finding === looked.finding) return { state, finding: looked.finding, verifiedAt };
    await audit(tx, ctx, { action: 'proof.check', subject: { kind: 'resource', id: site.id }, before: { state: last?.state ?? null }, after: { method, state, finding: looked.finding } });
    return { state, finding: looked.finding, verifiedAt };
  });
}
