import type { Ctx } from '../lib/ctx.ts';
import type { SendOutcome } from '../lib/ports.ts';
import { type ComposedMail, statementHolds } from './compose-mail.ts';
import { BROKEN_GRACE_S, backoffSeconds, STATEMENT_MS } from './delivery-settings.ts';
import type { Outcome } from './record-outcomes.ts';

/** Sends one marked mail and says what became of it; never throws. `markedAt` is `performance.now()` of the commit. */
export async function sendMail(ctx: Ctx, composed: ComposedMail, markedAt: number): Promise<Outcome> {
  const { id, attempts, address } = composed.delivery;
  if (performance.now() - markedAt > STATEMENT_MS || !statementHolds(ctx.clock.now(), composed.stated, composed.noticeDays)) {
    return { id, attempts, state: 'pending', response: 'not sent: the date that it stated had passed while it waited' };
  }
  let said: SendOutcome;
  try {
    said = await ctx.deps.mail.send(composed.mail);
  } catch (error) {
    ctx.deps.log.warn({ err: error, deliveryId: id }, 'the relay broke off while it was taking a mail; its log will be asked');
    return { id, attempts, state: 'broken', response: `broken off: ${error instanceof Error ? error.message : String(error)}`, waitSeconds: BROKEN_GRACE_S };
  }
  switch (said.kind) {
    case 'accepted':
      return acceptance(composed, attempts, ctx.clock.now(), said.response);
    case 'deferred':
      return { id, attempts, state: 'deferred', response: said.response, waitSeconds: backoffSeconds(attempts, id) };
    case 'bounced':
      return { id, attempts, state: 'bounced', response: said.response, ...(silencesAddress(said.response) ? { suppress: address } : {}) };
  }
}

/** Accepted, or `unknown` for a person when the mail states an earlier date than the notice period allows. */
export function acceptance(composed: Pick<ComposedMail, 'stated' | 'noticeDays'> & { delivery: { id: number } }, attempts: number, acceptedAt: Date, response: string): Outcome {
  const base = { id: composed.delivery.id, attempts };
  if (statementHolds(acceptedAt, composed.stated, composed.noticeDays)) return { ...base, state: 'accepted', acceptedAt, response };
  return { ...base, state: 'unknown', response: `accepted at ${acceptedAt.toISOString()}, too late for the date that it states (${composed.stated?.toISOString()}); resend it. ${response}` };
}

/**
 * True when a permanent failure speaks about the mailbox (RFC 3463 subjects 0, 1 and 2, or no enhanced code). Refused content,
 * policy, protocol and routing (3 to 7) say nothing about the address and must not silence it.
 */
export function silencesAddress(response: string): boolean {
  const subject = /^\s*\d{3}[ -]5\.(\d{1,3})\.\d{1,3}\b/.exec(response)?.[1];
  return subject === undefined || Number(subject) <= 2;
}
