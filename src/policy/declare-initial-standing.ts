import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { arr, row, ts, type Tx } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { PermissionSchema } from './permissions.ts';

/**
 * Declares where these affiliates stand before anything was decided here (on import). An affiliate that already has a
 * standing on the permission keeps it. Returns how many were declared.
 */
export async function declareInitialStanding(
  tx: Tx,
  ctx: Ctx,
  input: { permission: string; state: 'granted' | 'closed'; affiliateIds: readonly number[]; at: Date },
): Promise<number> {
  authorize(ctx, 'standing.declare');
  const permission = parse(PermissionSchema, input.permission);
  const counted = await row<{ n: number }>(tx, sql`
    with fresh as (
      select x.affiliate_id from unnest(${arr(input.affiliateIds, 'int8')}) as x(affiliate_id)
      where not exists (select 1 from standing s where s.affiliate_id = x.affiliate_id and s.permission = ${permission})
    ), ev as (
      insert into standing_event (recorded_at, affiliate_id, permission, kind, outcome, effective_at, cause_kind, reasons, actor)
      select ${ts(input.at)}, affiliate_id, ${permission}, 'initial', ${input.state}, ${ts(input.at)}, 'import', '{}', ${actorRef(ctx.actor)} from fresh
      returning id, affiliate_id
    ), st as (
      insert into standing (affiliate_id, permission, state, since, last_event_id)
      select affiliate_id, ${permission}, ${input.state}, ${ts(input.at)}, id from ev returning 1
    )
    select count(*)::int as n from st`);
  const declared = counted?.n ?? 0;
  if (declared > 0) await audit(tx, ctx, { action: 'standing.declare', subject: { kind: 'permission', id: permission }, after: { state: input.state, affiliates: declared } });
  return declared;
}
