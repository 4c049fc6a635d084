import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { type Db, rows, ts } from '../../src/db/client.ts';
import { SimulatedClock } from '../../src/lib/clock.ts';
import { type Config, loadConfig } from '../../src/lib/config.ts';
import type { Actor, Ctx, Deps } from '../../src/lib/ctx.ts';
import { makeLog } from '../../src/lib/log.ts';
import type { MailTransport, OutgoingMail, RelayLog, SendOutcome } from '../../src/lib/ports.ts';
import { type InsertNotices, insertNotices } from '../../src/notices/index.ts';
import type { TestDb } from '../helpers/db.ts';
import { TEST_AUTH_SECRET } from '../helpers/deps.ts';

/** 17:31 on 6 December 2013 in UTC+8. */
export const SWEEP_AT = '2013-12-06T09:31:00.000Z';

/** A relay in memory that answers by rule, and remembers like the sink does what it took. */
export class MemoryRelay implements MailTransport, RelayLog {
  sent: OutgoingMail[] = [];
  sentAt: number[] = [];
  readonly taken = new Map<string, Date>();
  clock = new SimulatedClock(SWEEP_AT);
  answer: (mail: OutgoingMail, nth: number) => SendOutcome | 'break, taken' | 'break, lost' = () => ({ kind: 'accepted', response: '250 ok' });

  async send(mail: OutgoingMail): Promise<SendOutcome> {
    this.sent.push(mail);
    this.sentAt.push(performance.now());
    await Promise.resolve();
    const said = this.answer(mail, this.sent.length);
    if (said === 'break, lost') throw new Error('connection lost');
    if (said === 'break, taken' || said.kind === 'accepted') this.taken.set(mail.messageId, this.clock.now());
    if (said === 'break, taken') throw new Error('connection lost');
    return said;
  }
  lookup(ids: string[]): Promise<Map<string, Date> | null> {
    return Promise.resolve(new Map(ids.flatMap((id) => (this.taken.has(id) ? [[id, this.taken.get(id) as Date] as const] : []))));
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

export interface Scene {
  ctx: Ctx;
  as(actor: Actor): Ctx;
  relay: MemoryRelay;
  clock: SimulatedClock;
  policyVersionId: number;
}

/** A context whose relay is in memory (or what `deps` say) and whose clock stands at 17:31 on the 6th. */
export async function makeScene(db: Db, settings: Partial<Config> = {}, deps: Partial<Deps> = {}): Promise<Scene> {
  const relay = new MemoryRelay();
  const { clock } = relay;
  const config: Config = { ...loadConfig({ AUTH_SECRET: TEST_AUTH_SECRET, NODE_ENV: 'test', PUBLIC_URL: 'https://tuiguan.example' }), MAIL_RATE: 100_000, ...settings };
  const unused = (): never => {
    throw new Error('not part of this test');
  };
  const all: Deps = {
    config, log: makeLog('silent', false), db, clock, mail: relay, relayLog: relay,
    queue: { add: unused, close: unused }, pages: { request: unused, close: unused }, txt: { resolveTxt: unused }, ...deps,
  };
  const as = (actor: Actor): Ctx => ({ actor, db, clock: all.clock, requestId: 'test', deps: all });
  const definition = {
    permission: 'cross_store_settlement',
    requirements: [{ fact: 'best_score', operator: 'gte', value: 60, code: 'score_low', title: { 'zh-CN': '站点质量分', en: 'Site quality score' }, remedy: { 'zh-CN': '充实原创内容。', en: 'Add original content.' } }],
  };
  const [version] = await rows<{ id: number }>(db, sql`
    insert into policy_version (permission, version, state, definition, created_by, created_at)
    values ('cross_store_settlement', (select coalesce(max(version), 0) + 1 from policy_version), 'draft', ${JSON.stringify(definition)}::jsonb, 'test', ${ts(clock.now())}) returning id`);
  return { ctx: as({ kind: 'system' }), as, relay, clock, policyVersionId: version?.id ?? 0 };
}

let members = 26_000_000;

/** Affiliates with the addresses reader<memberId>@example.com; every second one reads English. Their ids. */
export async function makeAffiliates(db: Db, count: number): Promise<{ id: number; email: string }[]> {
  const from = members;
  members += count;
  return rows<{ id: number; email: string }>(db, sql`
    insert into affiliate (member_id, name, email, locale, created_at)
    select (${from}::int8 + i)::text, '会员 ' || i, 'reader' || (${from}::int8 + i) || '@example.com', case when i % 2 = 0 then 'en' else 'zh-CN' end, ${SWEEP_AT}::timestamptz
    from generate_series(1, ${count}::int) i order by i returning id, email`);
}

let causes = 100;

/** Notices of a new cause to these affiliates. Returns how many were written and the cause. */
export async function announce(scene: Scene, affiliateIds: readonly number[], more: Partial<InsertNotices> = {}): Promise<{ written: number; causeId: number }> {
  const causeId = more.causeId ?? causes++;
  const payload = { policyVersionId: scene.policyVersionId, policyVersion: 3, noticeDays: 5, bestScore: 43.25, failed: [{ code: 'score_low', actual: 43.25 }] };
  const written = await scene.ctx.db.transaction((tx) =>
    insertNotices(tx, {
      causeKind: 'sweep', causeId, kind: 'closing_announced', permission: 'cross_store_settlement', createdAt: scene.clock.now(), sendAfter: scene.clock.now(),
      source: sql`select id as affiliate_id, ${JSON.stringify(payload)}::jsonb as payload from affiliate where id = any(${`{${affiliateIds.join(',')}}`}::int8[])`,
      ...more,
    }));
  return { written, causeId };
}

export interface DeliveryRow {
  id: number;
  state: string;
  attempts: number;
  address: string | null;
  messageId: string | null;
  stated: string | null;
  accepted: string | null;
  response: string | null;
}

/** The deliveries of a cause, by id, with moments as ISO text. */
export function deliveriesOf(db: Db, causeId: number): Promise<DeliveryRow[]> {
  const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`);
  return rows<DeliveryRow>(db, sql`
    select d.id, d.state, d.attempts, d.address, d.message_id as "messageId", ${iso('d.stated_effective_at')} as stated, ${iso('d.accepted_at')} as accepted, d.response
    from delivery d join notice n on n.id = d.notice_id where n.cause_id = ${causeId} order by d.id`);
}

/** Lets every lease and every pause run out, as real time would. */
export async function leasesRunOut(db: Db): Promise<void> {
  await db.execute(sql`update delivery set wait_until = clock_timestamp() - interval '1 second' where wait_until is not null`);
}

/** The table of the shared rate, until the migration that makes it has run. */
export async function ensureMailPace(testDb: TestDb): Promise<void> {
  const owner = postgres(testDb.ownerUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe('create table if not exists mail_pace (name text primary key, free_at timestamptz not null); grant select, insert, update on mail_pace to tuiguan_app;');
  await owner.end();
}
