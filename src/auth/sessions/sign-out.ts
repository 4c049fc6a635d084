import { eq } from 'drizzle-orm';
import { accountSession } from '../../db/schema/index.ts';
import { auditUser } from '../accounts/audit-user.ts';
import type { AccountRequest } from '../accounts/request.ts';
import { cookieLine, signedCookie } from './cookies.ts';

/** Ends this session. Signing out twice is the same as once; the cookies are cleared either way. */
export async function signOut(request: AccountRequest): Promise<{ setCookies: string[] }> {
  const { deps, headers } = request;
  const cookie = signedCookie(deps.config, headers, 'session_token');
  if (cookie) {
    await deps.db.transaction(async (tx) => {
      const [ended] = await tx.delete(accountSession).where(eq(accountSession.token, cookie.value)).returning({ id: accountSession.id, userId: accountSession.userId });
      if (ended) await auditUser(tx, request, ended.userId, 'session.close', null, { kind: 'session', id: ended.id });
    });
  }
  return { setCookies: [cookieLine(deps.config, 'session_token', '', 0), cookieLine(deps.config, 'two_factor', '', 0)] };
}
