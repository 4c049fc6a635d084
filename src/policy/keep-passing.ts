import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { arr, rows } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { cancelClosings } from './cancel-closings.ts';
import { policySql } from './evaluate-sql.ts';
import { policyById } from './read-policies.ts';

const CHUNK = 2_000;

/**
 * Cancels by itself every pending closing whose affiliate fails nothing now: who repairs before the date keeps the permission.
 * The measure is the plan's: what is unknown fails nothing.
 * With `affiliateIds` only those are looked at. Returns whom it kept.
 */
export async function keepPassing(ctx: Ctx, affiliateIds?: readonly number[]): Promise<number[]> {
  authorize(ctx, 'system.work');
  if (affiliateIds?.length === 0) return [];
  const some = affiliateIds ? sql`s.affiliate_id = any(${arr(affiliateIds, 'int8')})` : sql`true`;
  const sweeps = await rows<{ id: number; permission: string; policyVersionId: number }>(ctx.db, sql`
    select w.id, w.permission, w.policy_version_id as "policyVersionId" from sweep w
    where w.id in (select distinct s.pending_sweep_id from standing s where s.pending_sweep_id is not null and ${some})`);
  const kept: number[] = [];
  for (const sweep of sweeps) {
    const policy = await policyById(ctx.db, sweep.policyVersionId);
    const { fails } = policySql(policy.definition, ctx.clock.now());
    for (;;) {
      const chunk = await ctx.db.transaction((tx) =>
        cancelClosings(tx, ctx, {
          sweepId: sweep.id,
          permission: sweep.permission,
          policyVersionId: policy.id,
          policyVersion: policy.version,
          which: sql`${some} and not ${fails}`,
          limit: CHUNK,
          cause: 'repair',
        }),
      );
      kept.push(...chunk);
      if (chunk.length < CHUNK) break;
    }
  }
  return kept;
}
