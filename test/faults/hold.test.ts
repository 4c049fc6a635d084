import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { whileHolding } from '../../src/db/hold.ts';
import type { SendOutcome } from '../../src/lib/ports.ts';
import { deliverBatch, deliveriesDue, reconcileSending } from '../../src/notices/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { announce, deliveriesOf, makeAffiliates, makeScene, MemoryRelay, type Scene } from '../notices/scene.ts';
import { eventually } from '../start/process.ts';

const testDb = useTestDb({ max: 8 });
const NOTHING = { released: 0, accepted: 0, neverSent: 0, unknown: 0 };
let scene: Scene;
let relay: SlowRelay;
let causeId: number;

/** Takes a mail, and answers when it is told to. */
class SlowRelay extends MemoryRelay {
  begun = 0;
  #answer: () => void = () => {};
  readonly #told = new Promise<void>((resolve) => (this.#answer = resolve));
  override async send(mail: Parameters<MemoryRelay['send']>[0]): Promise<SendOutcome> {
    this.begun += 1;
    await this.#told;
    return super.send(mail);
  }
  release(): void {
    this.#answer();
  }
}

/** As if what is held had been claimed and marked a minute ago: far past the grace, long before the lease is over. */
const aMinuteLater = () => testDb().db.execute(sql`update delivery set wait_until = wait_until - interval '60 seconds' where state in ('claimed', 'sending')`);
const states = async (): Promise<string[]> => [...new Set((await deliveriesOf(testDb().db, causeId)).map((each) => each.state))].sort();
const cutHolder = () => testDb().db.execute(sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and mode = 'ShareLock' and database = (select oid from pg_database where datname = current_database())`);

beforeEach(async () => {
  await testDb().db.execute(sql`update delivery set state = 'withdrawn'`);
  relay = new SlowRelay();
  scene = await makeScene(testDb().db, { MAIL_CONNECTIONS: 2 }, { mail: relay, relayLog: relay });
  const members = await makeAffiliates(testDb().db, 6);
  ({ causeId } = await announce(scene, members.map((each) => each.id)));
});

describe('rows that a process holds', () => {
  test('are left alone while it lives, however slow it is, and are its own in the end', async () => {
    const delivering = deliverBatch(scene.ctx);
    await eventually('mails are on their way', () => relay.begun === 2, 10_000);
    await aMinuteLater();
    expect(await deliveriesDue(scene.ctx)).toEqual({ send: false, reconcile: false });
    expect(await reconcileSending(scene.ctx)).toEqual(NOTHING);
    relay.release();
    expect(await delivering).toMatchObject({ claimed: 6, accepted: 6 });
    expect(await states()).toEqual(['accepted']);
  });

  test('are settled in seconds once it is gone: what the relay took is accepted, what it never saw is sent', async () => {
    await testDb().db.execute(sql`
      update delivery d set state = 'sending', attempts = 1, message_id = '<' || d.id || '@gone.example>', stated_effective_at = '2013-12-10T16:00:00Z', wait_until = clock_timestamp() + interval '1198 seconds'
      from notice n where n.id = d.notice_id and n.cause_id = ${causeId}`);
    const [first] = await deliveriesOf(testDb().db, causeId);
    relay.taken.set(`<${first?.id}@gone.example>`, relay.clock.now());
    expect(await reconcileSending(scene.ctx)).toEqual(NOTHING); // marked two seconds ago: it may have lost its connection only
    await aMinuteLater();
    expect(await deliveriesDue(scene.ctx)).toMatchObject({ reconcile: true });
    expect(await reconcileSending(scene.ctx)).toEqual({ ...NOTHING, accepted: 1, neverSent: 5 });
    relay.release();
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 5, accepted: 5 });
    expect(relay.sent).toHaveLength(5);
  });

  test('are begun no more once it lost its connection: what is on its way is finished, the rest is set back', async () => {
    const delivering = deliverBatch(scene.ctx);
    await eventually('mails are on their way', () => relay.begun === 2, 10_000);
    await cutHolder();
    await new Promise((resolve) => setTimeout(resolve, 200));
    relay.release();
    expect(await delivering).toMatchObject({ claimed: 6, accepted: 2, pending: 4 });
    expect(relay.sent).toHaveLength(2);
  });

  test('are set back when the process closes in the middle, for the next one', async () => {
    const stop = new AbortController();
    const delivering = deliverBatch(scene.ctx, {}, stop.signal);
    await eventually('mails are on their way', () => relay.begun === 2, 10_000);
    stop.abort();
    relay.release();
    expect(await delivering).toMatchObject({ claimed: 6, accepted: 2, pending: 4 });
    expect(await deliverBatch(scene.ctx)).toMatchObject({ claimed: 4, accepted: 4 });
    expect(relay.sent).toHaveLength(6);
  });
});

test('what cannot be held is not begun, and a fault of the work is the caller’s', async () => {
  await expect(whileHolding(testDb().db, 'crawling', () => Promise.reject(new Error('the work failed')))).rejects.toThrow('the work failed');
  expect(await whileHolding(testDb().db, 'crawling', (held) => Promise.resolve(held()))).toBe(true);
});
