import { eq, sql } from 'drizzle-orm';
import { row, ts } from '../../db/client.ts';
import { accountSession } from '../../db/schema/index.ts';
import type { Deps } from '../../lib/ctx.ts';
import { realNow } from '../../lib/real-time.ts';
import type { Role } from '../../lib/roles.ts';
import { cookieLine, signedCookie } from './cookies.ts';
import { sessionLifeMs } from './session-rules.ts';
import { needsTotp, type Viewer } from './viewer.ts';

/** How often a session in use is written and prolonged. */
const PROLONG_AFTER_MS = 3_600_000;

/** As the query finds it: the staff's row is not yet a member of the staff. */
interface Found extends Omit<Viewer, 'staff' | 'totpDue'> {
  staffId: number | null;
  staffName: string | null;
  roles: Role[] | null;
  seenMs: number;
}

/**
 * Who the cookies of a request are, in one query: a revoked session, a disabled member of the staff and a removed user are
 * seen by the next request. `setCookies` prolongs the cookie, about once an hour. Null: not signed in, or a forged cookie.
 */
export async function readSession(deps: Pick<Deps, 'db' | 'config'>, headers: Headers): Promise<{ viewer: Viewer; setCookies: string[] } | null> {
  const cookie = signedCookie(deps.config, headers, 'session_token');
  if (!cookie) return null;
  const now = realNow();
  const found = await row<Found>(deps.db, sql`
    select u.id as "userId", x.id as "sessionId", u.email, u.name, u.locale, u.two_factor_enabled as totp,
      exists (select from account_credential c where c.user_id = u.id and c.password is not null) as "hasPassword",
      s.id as "staffId", s.name as "staffName", s.roles,
      coalesce((select json_agg(json_build_object('affiliateId', a.id, 'memberId', a.member_id, 'name', a.name, 'role', m.role) order by m.id)
        from affiliate_user m join affiliate a on a.id = m.affiliate_id where m.user_id = u.id), '[]') as affiliates,
      (extract(epoch from x.updated_at) * 1000)::float8 as "seenMs"
    from account_session x join account_user u on u.id = x.user_id left join staff s on s.id = u.staff_id and s.disabled_at is null
    where x.token = ${cookie.value} and x.expires_at > ${ts(now)}`);
  if (!found) return null;
  const viewer = viewerOf(deps, found);
  return { viewer, setCookies: now.getTime() - found.seenMs < PROLONG_AFTER_MS ? [] : [await prolong(deps, viewer, cookie.raw, now)] };
}

function viewerOf(deps: Pick<Deps, 'config'>, { staffId, staffName, roles, seenMs: _, ...found }: Found): Viewer {
  const staff = staffId === null ? null : { staffId, name: staffName ?? found.name, roles: roles ?? [] };
  const viewer = { ...found, staff, totpDue: false };
  return { ...viewer, totpDue: needsTotp(deps, viewer) };
}

async function prolong(deps: Pick<Deps, 'db' | 'config'>, viewer: Viewer, raw: string, now: Date): Promise<string> {
  const life = sessionLifeMs(deps.config, viewer.staff !== null);
  await deps.db.update(accountSession).set({ updatedAt: now, expiresAt: new Date(now.getTime() + life) }).where(eq(accountSession.id, viewer.sessionId));
  return cookieLine(deps.config, 'session_token', raw, life / 1000);
}
