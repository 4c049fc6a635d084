import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { row } from '../db/client.ts';
import { REAL_NOW } from '../db/real-time.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';

/** Slots of a group: the n-th mail may leave at `startsAt + n × gapMs`, in `performance.now()` milliseconds. */
export interface Pace {
  startsAt: number;
  gapMs: number;
}

/**
 * Reserves `count` consecutive slots of the rate that all processes share (MAIL_RATE mails a second, real time).
 * One row holds the moment from which slots are free; one query a group moves it. Slots of a process that dies are lost, never doubled.
 */
export async function reservePace(ctx: Ctx, count: number): Promise<Pace> {
  const gapMs = 1_000 / ctx.deps.config.MAIL_RATE;
  const span = sql`${count * gapMs}::float8 * interval '1 millisecond'`;
  const reserved = await row<{ waitMs: number }>(ctx.db, sql`
    insert into mail_pace as p (name, free_at) values ('mail', ${REAL_NOW} + ${span})
    on conflict (name) do update set free_at = greatest(p.free_at, ${REAL_NOW}) + ${span}
    returning (extract(epoch from p.free_at - ${span} - ${REAL_NOW}) * 1000)::float8 as "waitMs"`);
  if (!reserved) throw new AppError('INTERNAL', 'mail_pace gave no slot back');
  return { startsAt: performance.now() + Math.max(0, reserved.waitMs), gapMs };
}

/** Waits for the n-th slot. */
export async function waitForSlot(pace: Pace, n: number): Promise<void> {
  const left = pace.startsAt + n * pace.gapMs - performance.now();
  if (left > 1) await sleep(left);
}
