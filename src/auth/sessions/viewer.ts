import type { Actor, Deps } from '../../lib/ctx.ts';
import type { Role } from '../../lib/roles.ts';

/** A signed-in person, as one query found them. */
export interface Viewer {
  userId: number;
  sessionId: number;
  email: string;
  name: string;
  locale: 'zh-CN' | 'en' | null;
  hasPassword: boolean;
  /** A second factor is set up. */
  totp: boolean;
  /** Null for who is no member of the staff, or a disabled one. */
  staff: { staffId: number; name: string; roles: Role[] } | null;
  /** A member of the staff who must set up a second factor first: STAFF_TOTP is required and there is none. */
  totpDue: boolean;
  affiliates: { affiliateId: number; memberId: string; name: string; role: 'owner' | 'member' }[];
}

/** As whom a member of the staff acts; null for others, and until a required second factor is set up. */
export function staffActor(viewer: Viewer): Actor | null {
  if (!viewer.staff || viewer.totpDue) return null;
  return { kind: 'staff', ...viewer.staff, scopes: null };
}

/** As whom a user acts for one of their affiliates; null when it is none of theirs. */
export function affiliateActor(viewer: Viewer, affiliateId: number): Actor | null {
  if (!viewer.affiliates.some((each) => each.affiliateId === affiliateId)) return null;
  return { kind: 'affiliate', affiliateId, userId: viewer.userId, scopes: null };
}

/** True for staff who are to be sent to set up their second factor before anything else. */
export function needsTotp(deps: Pick<Deps, 'config'>, viewer: Viewer): boolean {
  return viewer.staff !== null && !viewer.totp && deps.config.STAFF_TOTP === 'required';
}
