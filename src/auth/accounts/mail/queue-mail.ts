import type { Executor } from '../../../db/client.ts';
import { accountMail, type AccountMailKind } from '../../../db/schema/index.ts';
import type { Deps } from '../../../lib/ctx.ts';
import { jobId } from '../../../lib/queue.ts';
import { realNow } from '../../../lib/real-time.ts';

const HOUR_MS = 3_600_000;

/** How long a mail is worth sending, in ms of real time: what was asked for just now, or a link that lives for days. */
const WORTH_MS: Record<AccountMailKind, number> = { sign_in_link: HOUR_MS, password_reset: HOUR_MS, claim: HOUR_MS, invite: 72 * HOUR_MS, staff_invite: 24 * HOUR_MS };

export interface QueuedMail {
  kind: AccountMailKind;
  address: string;
  payload: Record<string, string | number>;
}

/** Writes the mail down, in the transaction of what it tells of; it is sent by the job account-mail. */
export async function queueMail(executor: Executor, { kind, address, payload }: QueuedMail): Promise<void> {
  const now = realNow();
  await executor.insert(accountMail).values({ kind, address, payload, state: 'pending', attempts: 0, createdAt: now, waitUntil: now, expiresAt: new Date(now.getTime() + WORTH_MS[kind]) });
}

/** After the commit: lets the mail leave at once. A lost nudge costs a second, since the schedule looks at the rows. */
export async function nudgeMail(deps: Pick<Deps, 'queue' | 'log'>): Promise<void> {
  try {
    await deps.queue.add('account-mail', {}, { jobId: jobId('account-mail') });
  } catch (err) {
    deps.log.warn({ err }, 'the mail job could not be queued; the schedule will find the row');
  }
}
