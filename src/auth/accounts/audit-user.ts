import { sql } from 'drizzle-orm';
import { type Executor, ts } from '../../db/client.ts';
import { audit } from '../../db/schema/index.ts';
import type { AccountRequest } from './request.ts';

/** Enough of a request to write down what a person did to their own account. */
export type Asked = Pick<AccountRequest, 'deps' | 'requestId'>;

/** How a person is written in audit rows about their own account. */
export function userRef(userId: number): string {
  return `user:${userId}`;
}

/** The audit row of what a person did to their own account; `after` never holds a secret. */
export async function auditUser(executor: Executor, { deps, requestId }: Asked, userId: number, action: string, after: Record<string, unknown> | null = null, subject = { kind: 'user', id: userId }): Promise<void> {
  await executor.insert(audit).values({
    at: deps.clock.now(),
    actor: userRef(userId),
    action,
    subjectKind: subject.kind,
    subjectId: String(subject.id),
    before: null,
    after,
    requestId,
  });
}

/** Writes down a failed sign-in, for a known address only: one statement either way, so that its time tells nothing. */
export async function auditFailedSignIn({ deps, requestId, ip }: Asked & { ip: string }, email: string): Promise<void> {
  await deps.db.execute(sql`
    insert into audit (at, actor, action, subject_kind, subject_id, after, request_id)
    select ${ts(deps.clock.now())}, 'user:' || id, 'session.refused', 'user', id::text, ${JSON.stringify({ ip })}::jsonb, ${requestId}
    from account_user where email = ${email}`);
}
