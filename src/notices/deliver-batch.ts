import { z } from 'zod';
import { whileHolding } from '../db/hold.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { type Claimed, claimDeliveries } from './claim-deliveries.ts';
import { type ComposedMail, composeMail } from './compose-mail.ts';
import { groupSize } from './delivery-settings.ts';
import { type Pace, reservePace, waitForSlot } from './mail-pace.ts';
import { markSending } from './mark-sending.ts';
import { onlySystem } from './only-system.ts';
import { makeOutcomeRecorder } from './outcome-recorder.ts';
import type { Outcome } from './record-outcomes.ts';
import { readRequirementTexts, type RequirementText } from './requirement-texts.ts';
import { sendMail } from './send-mail.ts';

const Input = z.object({ limit: z.number().int().min(1).max(5_000).default(500) });

/** How many deliveries ended in which way; `claimed` is their sum. Zero claimed: nothing was due. */
export interface DeliveryCounts {
  claimed: number;
  accepted: number;
  deferred: number;
  bounced: number;
  /** For a person, or (`broken`) until the relay's log was asked. */
  unknown: number;
  broken: number;
  /** Set back unsent. */
  pending: number;
  /** The deliveries that were accepted: what follows from acceptance can be done for just these. */
  acceptedIds: number[];
}

interface Ready {
  mails: ComposedMail[];
  pace: Pace;
  markedAt: number;
}

/**
 * Sends what is due: claims, and group by group waits for the shared rate, renders, commits `sending`, transmits over
 * MAIL_CONNECTIONS connections and records. Safe in any number of processes and to kill at any moment. At `stop` what is
 * on its way is finished and the rest is set back.
 */
export async function deliverBatch(ctx: Ctx, input: z.input<typeof Input> = {}, stop?: AbortSignal): Promise<DeliveryCounts> {
  onlySystem(ctx, 'notices.deliver');
  const { limit } = parse(Input, input);
  return whileHolding(ctx.db, 'delivering', (held) => deliverClaimed(ctx, limit, () => held() && stop?.aborted !== true));
}

/** `going`, once false, says to begin nothing new: unheld rows are orphans to others, and a closing process has seconds. */
async function deliverClaimed(ctx: Ctx, limit: number, going: () => boolean): Promise<DeliveryCounts> {
  const claimed = await claimDeliveries(ctx, limit);
  const counts: DeliveryCounts = { claimed: claimed.length, accepted: 0, deferred: 0, bounced: 0, unknown: 0, broken: 0, pending: 0, acceptedIds: [] };
  if (claimed.length === 0) return counts;

  const recorder = makeOutcomeRecorder(ctx);
  const done = (outcome: Outcome): void => {
    counts[outcome.state] += 1;
    if (outcome.state === 'accepted') counts.acceptedIds.push(outcome.id);
    recorder.add(outcome);
  };
  const open: Claimed[] = [];
  for (const each of claimed) {
    if (each.suppressed === null) open.push(each);
    else done({ id: each.id, attempts: each.attempts, state: 'bounced', response: each.suppressed });
  }
  try {
    const texts = await readRequirementTexts(ctx.db, open.map((each) => each.payload));
    const size = groupSize(ctx.deps.config.MAIL_RATE);
    const prepared = (from: number): Promise<Ready> | undefined => {
      const group = open.slice(from, from + size);
      if (group.length === 0 || !going()) return undefined;
      const ready = prepare(ctx, group, texts, done, going);
      ready.catch(() => {}); // awaited below, after the group before it
      return ready;
    };
    let next = prepared(0);
    for (let from = size; next; from += size) {
      const ready = await next;
      next = prepared(from);
      await transmit(ctx, ready, done, going);
    }
  } finally {
    const { gaveUp } = await recorder.close();
    counts.deferred -= gaveUp;
    counts.bounced += gaveUp;
  }
  return counts;
}

/** Waits for the group's first slot, renders as of now and commits `sending`. What cannot be rendered goes to a person. */
async function prepare(ctx: Ctx, group: readonly Claimed[], texts: RequirementText, done: (outcome: Outcome) => void, going: () => boolean): Promise<Ready> {
  const pace = await reservePace(ctx, group.length);
  await waitForSlot(pace, 0);
  if (!going()) return { mails: [], pace, markedAt: performance.now() };
  const composed: ComposedMail[] = [];
  for (const each of group) {
    try {
      composed.push(composeMail(ctx, each, texts));
    } catch (error) {
      ctx.deps.log.error({ err: error, deliveryId: each.id }, 'a notice could not be rendered');
      done({ id: each.id, attempts: each.attempts, state: 'unknown', response: `not sent: ${error instanceof Error ? error.message : String(error)}` });
    }
  }
  return { mails: await markSending(ctx, composed), pace, markedAt: performance.now() };
}

/** Sends a marked group over MAIL_CONNECTIONS lanes, no mail before its slot. */
async function transmit(ctx: Ctx, { mails, pace, markedAt }: Ready, done: (outcome: Outcome) => void, going: () => boolean): Promise<void> {
  let at = 0;
  const lane = async (): Promise<void> => {
    for (let n = at++; n < mails.length; n = at++) {
      if (going()) await waitForSlot(pace, n);
      const mail = mails[n] as ComposedMail;
      if (going()) done(await sendMail(ctx, mail, markedAt));
      else done({ id: mail.delivery.id, attempts: mail.delivery.attempts, state: 'pending', response: 'not sent: its process was closing, or had lost the database' });
    }
  };
  await Promise.all(Array.from({ length: ctx.deps.config.MAIL_CONNECTIONS }, lane));
}
