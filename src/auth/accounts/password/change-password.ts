import { z } from 'zod';
import { forgetTokens } from '../../sessions/end-sessions.ts';
import type { Viewer } from '../../sessions/viewer.ts';
import { auditUser } from '../audit-user.ts';
import { authOf } from '../better-auth.ts';
import { NewPassword, PASSWORD_MAX } from '../password-rules.ts';
import { type AccountRequest, parseTyped } from '../request.ts';
import { withOwnPassword } from './own-password.ts';
import { hashPassword, writePassword } from './write-password.ts';

const Input = z.object({ currentPassword: z.string().max(PASSWORD_MAX, `at most ${PASSWORD_MAX} characters`).nullish(), newPassword: NewPassword });

/**
 * Changes the password and signs out everywhere else; for who has none yet (viewer.hasPassword is false) it sets the first,
 * and the current one may be left out. The cookies keep this browser signed in.
 * @throws INVALID_INPUT at `currentPassword` or `newPassword`, RATE_LIMITED.
 */
export async function changePassword(request: AccountRequest, viewer: Viewer, input: z.input<typeof Input>): Promise<{ setCookies: string[] }> {
  const { currentPassword, newPassword } = parseTyped(Input, input);
  const { deps } = request;
  if (!viewer.hasPassword) {
    const hash = await hashPassword(deps, newPassword);
    await deps.db.transaction(async (tx) => {
      await writePassword(tx, viewer.userId, hash);
      await auditUser(tx, request, viewer.userId, 'password.set');
    });
    return { setCookies: [] };
  }
  const body = { currentPassword: currentPassword ?? '', newPassword, revokeOtherSessions: true };
  const answer = await withOwnPassword(request, viewer, 'currentPassword', (headers) => authOf(deps).api.changePassword({ body, headers, returnHeaders: true }));
  await deps.db.transaction(async (tx) => {
    await forgetTokens(tx, viewer.userId);
    await auditUser(tx, request, viewer.userId, 'password.change');
  });
  return { setCookies: answer.headers.getSetCookie() };
}
