import { sql } from 'drizzle-orm';
import { row } from '../../db/client.ts';
import type { Config } from '../../lib/config.ts';
import type { Deps } from '../../lib/ctx.ts';
import { realNow } from '../../lib/real-time.ts';

/** How long a session lives unused, in milliseconds of real time. */
export function sessionLifeMs(config: Pick<Config, 'SESSION_DAYS' | 'STAFF_SESSION_HOURS'>, staff: boolean): number {
  return staff ? config.STAFF_SESSION_HOURS * 3_600_000 : config.SESSION_DAYS * 86_400_000;
}

interface Owner {
  staff: boolean;
  disabled: boolean;
  affiliates: boolean;
}

/**
 * What every new session passes, however it was opened: staff get short ones and none by a link from the mail, which would
 * pass the second factor by; a disabled member of the staff who acts for no affiliate gets none.
 */
export async function sessionDefaults<S extends { userId: string | number }>(deps: Pick<Deps, 'db' | 'config'>, session: S, path: string | null): Promise<false | { data: S & { expiresAt: Date } }> {
  const owner = await row<Owner>(deps.db, sql`
    select u.staff_id is not null as staff, s.disabled_at is not null as disabled, exists (select from affiliate_user a where a.user_id = u.id) as affiliates
    from account_user u left join staff s on s.id = u.staff_id where u.id = ${Number(session.userId)}`);
  if (!owner) return false;
  if (owner.disabled && !owner.affiliates) return false;
  if (owner.staff && path === '/magic-link/verify') return false;
  return { data: { ...session, expiresAt: new Date(realNow().getTime() + sessionLifeMs(deps.config, owner.staff && !owner.disabled)) } };
}
