import type { Ctx } from '../lib/ctx.ts';
import { type Outcome, recordOutcomes } from './record-outcomes.ts';

/** At most this many outcomes, or this many real milliseconds, are lost to memory when the process dies. */
const FLUSH = { count: 50, ms: 200 };

export interface OutcomeRecorder {
  add(outcome: Outcome): void;
  /** Writes what is left. @throws what any of the writes threw: those rows stay `sending` and are reconciled. */
  close(): Promise<{ gaveUp: number }>;
}

/** Collects outcomes and writes them in small batches while mails go on being sent. */
export function makeOutcomeRecorder(ctx: Ctx): OutcomeRecorder {
  let waiting: Outcome[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let gaveUp = 0;
  const faults: unknown[] = [];

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    writing = writing.then(async () => {
      try {
        gaveUp += (await recordOutcomes(ctx, batch)).gaveUp;
      } catch (error) {
        faults.push(error);
      }
    });
  };

  return {
    add(outcome) {
      waiting.push(outcome);
      if (waiting.length >= FLUSH.count) flush();
      else timer ??= setTimeout(flush, FLUSH.ms);
    },
    async close() {
      flush();
      await writing;
      if (faults.length > 0) throw faults[0];
      return { gaveUp };
    },
  };
}
