import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { rows } from '../db/client.ts';
import { type AsOf, cachedFigure, KEEP_MS } from '../lib/cached-figure.ts';
import type { Ctx } from '../lib/ctx.ts';
import { type Permission, PERMISSIONS } from './permissions.ts';

/** `pending` (held, with a closing announced) is among `granted` too. */
export interface StandingCount {
  granted: number;
  closed: number;
  pending: number;
}

const MAX_AGE_MS = 15_000;
const NONE: StandingCount = { granted: 0, closed: 0, pending: 0 };

/** How many stand where, by permission. Counted anew in the background when older than 5 s; `asOf` says when. */
export async function standingCounts(ctx: Ctx): Promise<AsOf<{ permissions: Record<Permission, StandingCount> }>> {
  authorize(ctx, 'policy.read');
  return cachedFigure(ctx.deps, 'standings', MAX_AGE_MS, async () => {
    const counted = await rows<StandingCount & { permission: Permission }>(ctx.deps.db, sql`
      select s.permission, coalesce(sum(s.n) filter (where s.state = 'granted'), 0)::int as granted, coalesce(sum(s.n) filter (where s.state = 'closed'), 0)::int as closed,
        (select count(*) from standing p where p.permission = s.permission and p.pending_sweep_id is not null)::int as pending
      from (select permission, state, count(*) as n from standing group by permission, state) s group by s.permission`);
    const known = new Map(counted.map(({ permission, ...count }) => [permission, count]));
    const all = (Object.keys(PERMISSIONS) as Permission[]).map((permission) => [permission, known.get(permission) ?? NONE] as const);
    return { permissions: Object.fromEntries(all) as Record<Permission, StandingCount> };
  }, KEEP_MS);
}
