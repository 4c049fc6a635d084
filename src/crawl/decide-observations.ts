import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { arr, rows, ts } from '../db/client.ts';
import { lockAffiliates, refreshFacts } from '../facts/index.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { AppError, notFound } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';

export const DecideInput = z.object({
  ids: z.array(z.number().int().positive()).min(1, 'at least one observation').max(1000),
  decision: z.enum(['confirm', 'reject'], 'confirm or reject'),
});

/**
 * A person confirms or rejects observed stops. Only then does a stop count against anybody.
 * @throws CONFLICT when one is not open any more or has not been seen often enough; then none is decided.
 */
export async function decideObservations(ctx: Ctx, input: z.input<typeof DecideInput>): Promise<number> {
  authorize(ctx, 'observation.decide');
  const { ids, decision } = parse(DecideInput, input);
  const state = decision === 'confirm' ? 'confirmed' : 'rejected';
  return ctx.db.transaction(async (tx) => {
    const whose = await rows<{ affiliateId: number }>(tx, sql`select distinct affiliate_id as "affiliateId" from observation where id = any(${arr(ids, 'int8')})`);
    await lockAffiliates(tx, whose.map((w) => w.affiliateId));
    const found = await rows<{ id: number; state: string; times: number; affiliateId: number; code: string }>(tx, sql`
      select id, state, times, affiliate_id as "affiliateId", code from observation where id = any(${arr(ids, 'int8')}) order by id for update`);
    const known = new Map(found.map((o) => [o.id, o]));
    for (const id of ids) {
      const it = known.get(id);
      if (!it) throw notFound('observation', id);
      if (it.state !== 'open') throw new AppError('CONFLICT', `observation ${id} is ${it.state} already`);
      if (decision === 'confirm' && it.times < ctx.deps.config.STOP_OBSERVATIONS) {
        throw new AppError('CONFLICT', `observation ${id} (${it.code}) was seen ${it.times} time(s); ${ctx.deps.config.STOP_OBSERVATIONS} at least ${ctx.deps.config.STOP_HOURS} h apart are needed`);
      }
    }
    await tx.execute(sql`
      update observation set state = ${state}, decided_by = ${actorRef(ctx.actor)}, decided_at = ${ts(ctx.clock.now())} where id = any(${arr(ids, 'int8')})`);
    await refreshFacts(tx, found.map((o) => o.affiliateId));
    for (const o of found) await audit(tx, ctx, { action: `observation.${decision}`, subject: { kind: 'observation', id: o.id }, before: { state: o.state }, after: { state, code: o.code } });
    return found.length;
  });
}
