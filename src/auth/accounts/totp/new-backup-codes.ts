import type { z } from 'zod';
import { AppError } from '../../../lib/errors.ts';
import type { Viewer } from '../../sessions/viewer.ts';
import { auditUser } from '../audit-user.ts';
import { authOf } from '../better-auth.ts';
import { withOwnPassword } from '../password/own-password.ts';
import { type AccountRequest, parseTyped } from '../request.ts';
import { OwnPassword } from './start-totp.ts';

/** Makes ten new backup codes; the old ones open nothing any more. @throws CONFLICT without a second factor, INVALID_INPUT at `password`, RATE_LIMITED. */
export async function newBackupCodes(request: AccountRequest, viewer: Viewer, input: z.input<typeof OwnPassword>): Promise<{ backupCodes: string[] }> {
  const { password } = parseTyped(OwnPassword, input);
  if (!viewer.totp) throw new AppError('CONFLICT', 'set up the second factor first');
  const { api } = authOf(request.deps);
  const { backupCodes } = await withOwnPassword(request, viewer, 'password', (headers) => api.generateBackupCodes({ body: password ? { password } : {}, headers }));
  await auditUser(request.deps.db, request, viewer.userId, 'totp.backup_codes');
  return { backupCodes };
}
