import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { placement, resource } from '../db/schema/index.ts';
import { refreshFacts } from '../facts/index.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError, notFound } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { lockAffiliate, ownAffiliate } from './own-resource.ts';
import { Pid, pidFault } from './pid.ts';

const Input = z.object({ affiliateId: z.int(), pid: Pid, resourceId: z.int().nullish() });

export type PlacementRow = typeof placement.$inferSelect;

/**
 * Registers a PID of this affiliate, on one of its resources or on none. One that it has already is answered as it stands.
 * @throws INVALID_INPUT when the PID is malformed or names another member; PID_TAKEN when another affiliate holds it.
 */
export async function addPlacement(ctx: Ctx, input: { affiliateId: number; pid: string; resourceId?: number | null }): Promise<PlacementRow> {
  const owner = await ownAffiliate(ctx, 'records.edit', input.affiliateId);
  const { pid, resourceId } = parse(Input, input);
  const fault = pidFault(pid, owner.memberId);
  if (fault) throw new AppError('INVALID_INPUT', `pid: ${pid} ${fault}`, { issues: [{ path: 'pid', message: fault, value: pid }] });
  return ctx.db.transaction(async (tx) => {
    await lockAffiliate(tx, owner.id);
    if (resourceId != null) {
      const [own] = await tx.select({ id: resource.id }).from(resource).where(and(eq(resource.id, resourceId), eq(resource.affiliateId, owner.id)));
      if (!own) throw notFound('resource', resourceId);
    }
    const [made] = await tx
      .insert(placement)
      .values({ affiliateId: owner.id, resourceId: resourceId ?? null, pid, createdAt: ctx.clock.now() })
      .onConflictDoNothing({ target: placement.pid })
      .returning();
    if (!made) {
      const [held] = await tx.select().from(placement).where(eq(placement.pid, pid));
      if (held?.affiliateId !== owner.id) throw new AppError('PID_TAKEN', `${pid} is registered by another affiliate`);
      return held;
    }
    await refreshFacts(tx, [owner.id]);
    await audit(tx, ctx, { action: 'placement.add', subject: { kind: 'placement', id: made.id }, after: { pid, affiliateId: owner.id, resourceId: resourceId ?? null } });
    return made;
  });
}
