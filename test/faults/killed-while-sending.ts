import { sql } from 'drizzle-orm';
import { setTimeout as sleep } from 'node:timers/promises';
import { rows } from '../../src/db/client.ts';
import { verifyStanding } from '../../src/policy/index.ts';
import { mailbox } from '../start/process.ts';
import type { Installation } from './installation.ts';
import { PERMISSION } from './scene.ts';

export interface Survived {
  mails: number;
  kills: number;
  /** Mails beyond one an affiliate, by recipient and by Message-ID. */
  duplicates: number;
  /** Affiliates without a mail. */
  lost: number;
  /** Of the accepted: whose answer a kill swallowed, so that only the relay's log told. */
  fromLog: number;
  /** Deliveries by state; all are to be `accepted`. */
  deliveries: Record<string, number>;
  /** Affiliates whose closing is scheduled, events of each kind, and of those that have not exactly one of each. */
  scheduled: number;
  uneven: number;
  differing: number;
  seconds: number;
}

/**
 * Announces a sweep to `affiliates` failing affiliates and kills the process with -9 `kills` times at random moments while
 * mails leave. The mails that have arrived say when: the kills are spread over them.
 */
export async function killWhileSending(at: Installation, { affiliates, kills, random, deadlineMs }: { affiliates: number; kills: number; random: () => number; deadlineMs: number }): Promise<Survived> {
  const members = await at.scene.failing(affiliates);
  const { id } = await at.scene.started();
  const began = performance.now();
  for (let n = 1; n <= kills; n += 1) {
    at.start();
    const before = mailbox(at.dataDir).length;
    const more = Math.max(1, Math.floor(((affiliates - before) / (kills - n + 2)) * (0.3 + random())));
    await at.until(`${before + more} mails have arrived`, () => mailbox(at.dataDir).length >= Math.min(affiliates, before + more), deadlineMs, 10);
    await sleep(random() * 60);
    await at.kill();
  }
  at.start();
  await at.until('every closing is scheduled', async () => (await at.count(sql`select count(*)::int as n from standing where closing_event_id is not null`)) === affiliates, deadlineMs, 200);
  const seconds = (performance.now() - began) / 1_000;

  const mails = mailbox(at.dataDir);
  const reached = new Set(mails.flatMap((mail) => mail.to));
  const states = await rows<{ state: string; n: number }>(at.db, sql`select d.state, count(*)::int as n from delivery d group by 1`);
  const uneven = await at.count(sql`
    select count(*)::int as n from (
      select affiliate_id from standing_event where cause_kind = 'sweep' and cause_id = ${id} group by affiliate_id
      having count(*) filter (where kind = 'closing_announced') <> 1 or count(*) filter (where kind = 'closing_scheduled') <> 1 or count(*) <> 2) e`);
  const ledger = await verifyStanding(at.scene.operator(), PERMISSION);
  return {
    mails: mails.length,
    kills: at.kills(),
    duplicates: mails.length - Math.min(new Set(mails.map((mail) => mail.messageId)).size, reached.size),
    lost: members.filter((member) => !reached.has(member.email)).length,
    fromLog: await at.count(sql`select count(*)::int as n from delivery where response like 'found in the log%'`),
    deliveries: Object.fromEntries(states.map(({ state, n }) => [state, n])),
    scheduled: await at.count(sql`select count(*)::int as n from standing where closing_event_id is not null`),
    uneven,
    differing: ledger.differing.length,
    seconds: Math.round(seconds * 10) / 10,
  };
}
