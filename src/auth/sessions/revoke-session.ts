import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { accountSession } from '../../db/schema/index.ts';
import { notFound } from '../../lib/errors.ts';
import { parse } from '../../lib/parse.ts';
import { type Asked, auditUser } from '../accounts/audit-user.ts';
import { forgetTokens } from './end-sessions.ts';
import type { Viewer } from './viewer.ts';

const Input = z.object({ sessionId: z.int().positive() });

/** Signs a person out of another browser; the next request from there is a stranger's. @throws NOT_FOUND, also for somebody else's. */
export async function revokeSession(request: Asked, viewer: Viewer, input: z.input<typeof Input>): Promise<void> {
  const { sessionId } = parse(Input, input);
  await request.deps.db.transaction(async (tx) => {
    const ended = await tx.delete(accountSession).where(and(eq(accountSession.id, sessionId), eq(accountSession.userId, viewer.userId))).returning({ id: accountSession.id });
    if (ended.length === 0) throw notFound('session', sessionId);
    await auditUser(tx, request, viewer.userId, 'session.revoke', null, { kind: 'session', id: sessionId });
  });
}

/** Signs a person out everywhere but here, trusted devices included; how many sessions that ended. */
export async function revokeOtherSessions(request: Asked, viewer: Viewer): Promise<number> {
  return request.deps.db.transaction(async (tx) => {
    const ended = await tx.delete(accountSession).where(and(eq(accountSession.userId, viewer.userId), ne(accountSession.id, viewer.sessionId))).returning({ id: accountSession.id });
    await forgetTokens(tx, viewer.userId);
    await auditUser(tx, request, viewer.userId, 'session.revoke_others', { ended: ended.map((each) => each.id) });
    return ended.length;
  });
}
