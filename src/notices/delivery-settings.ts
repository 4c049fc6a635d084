/** Real seconds that a claimed row is ours before anyone may take it back. */
export const CLAIM_LEASE_S = 300;
/** Real seconds that a row may stay `sending`: statement (10 min) plus the longest wait for the relay's last answer (5 min), plus air. */
export const SENDING_LEASE_S = 1_200;
/** Real seconds after which a claimed or `sending` row that no live process holds is settled: whoever lost its connection has stopped by then. */
export const ORPHAN_GRACE_S = 5;
/** Real seconds after a broken transmission before the relay's log is asked: it may still be writing what it took. */
export const BROKEN_GRACE_S = 30;
/** A mail that states a date is on its way within this many real milliseconds of the statement, or it is rendered anew. */
export const STATEMENT_MS = 8 * 60_000;
/** Business time that a statement allows for: the date holds if the relay accepts within it. */
export const STATEMENT_ALLOWANCE_MS = 10 * 60_000;
/** First and longest pause between attempts, in real seconds. */
export const BACKOFF_S = { first: 60, cap: 1_800 };

/** Real seconds until the attempt after `attempts` ones: doubling, capped, spread by the id so that a burst does not return as one. */
export function backoffSeconds(attempts: number, deliveryId: number): number {
  const base = Math.min(BACKOFF_S.cap, BACKOFF_S.first * 2 ** Math.max(0, attempts - 1));
  return Math.round(base * (1 + (deliveryId % 20) / 100));
}

/** Mails that are marked `sending` by one commit: small enough that a crash leaves few to reconcile. */
export function groupSize(rate: number): number {
  return Math.min(200, Math.max(10, Math.ceil(rate / 4)));
}
