import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { row } from '../../src/db/client.ts';
import { planSweep, sweepStatus, verifyStanding } from '../../src/policy/index.ts';
import { type Installation, makeInstallation } from './installation.ts';
import { PERMISSION, seeded } from './scene.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const FAR = new Date('2999-01-01T00:00:00Z');
let at: Installation;
beforeEach(async () => {
  at = await makeInstallation({ SWEEP_CHUNK: '100' });
});
afterEach(() => at.close());

const working = (like: string): Promise<number> => at.count(sql`select count(*)::int as n from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query ilike ${like}`);

test('killed with -9 while a plan is made: nothing of it stays, it is planned again by itself, and its rows hash as those of an undisturbed plan', async () => {
  const random = seeded();
  await at.scene.failing(20_000);
  const id = await at.scene.requested();
  at.start();
  await at.until('the plan is being made', async () => (await working('%insert into sweep_item%')) > 0, 40_000, 1);
  await sleep(random() * 100);
  await at.kill();
  expect(await row(at.db, sql`select state, plan_hash as hash, (select count(*)::int from sweep_item) as items from sweep where id = ${id}`)).toEqual({ state: 'planning', hash: null, items: 0 });
  at.start();
  await at.until('it is planned', async () => (await sweepStatus(at.scene.operator(), id)).state === 'planned', 60_000, 100);
  const planned = await sweepStatus(at.scene.operator(), id);
  expect(planned.totals).toMatchObject({ affiliates: 20_000, close: 20_000 });
  await at.kill();
  // The same sweep once more, with nobody disturbing it. The plan's own hash holds the moment of its facts too, so the rows' are compared.
  const rowsHash = (): Promise<{ hash: string } | undefined> => row(at.db, sql`select encode(sha256(string_agg(row_hash, ''::bytea order by affiliate_id)), 'hex') as hash from sweep_item where sweep_id = ${id}`);
  const after = await rowsHash();
  await at.owner`delete from sweep_item where sweep_id = ${id}`;
  await at.owner`update sweep set state = 'planning', plan_hash = null, totals = null where id = ${id}`;
  expect((await planSweep(at.scene.system(), id))?.totals).toMatchObject({ close: 20_000 });
  expect(await rowsHash()).toEqual(after);
});

test('killed with -9 twice while chunks are written: everybody has one event, one notice, one delivery and one message', async () => {
  const random = seeded();
  const affiliates = 9_000;
  await at.scene.failing(affiliates);
  const { id } = await at.scene.started(FAR);
  const announced = (): Promise<number> => at.count(sql`select count(*)::int as n from notice`);
  for (let kill = 1; kill <= 2; kill += 1) {
    const target = (await announced()) + 100 + Math.floor((random() * affiliates) / 3);
    at.start();
    await at.until(`${target} are announced`, async () => (await announced()) >= target, 60_000, 2);
    await at.kill();
    const left = await row<{ state: string; notices: number; events: number }>(at.db, sql`
      select state, (select count(*)::int from notice) as notices, (select count(*)::int from standing_event where cause_id = ${id} and cause_kind = 'sweep') as events from sweep where id = ${id}`);
    expect(left).toMatchObject({ state: 'running', events: left?.notices });
    expect(left?.notices).toBeLessThan(affiliates);
  }
  at.start();
  await at.until('the sweep is announced', async () => (await sweepStatus(at.scene.operator(), id)).state === 'announced', 60_000, 100);
  const once = await row(at.db, sql`
    select (select count(*)::int from (select affiliate_id from standing_event where cause_kind = 'sweep' and cause_id = ${id} and kind = 'closing_announced' group by 1 having count(*) = 1) e) as events,
      (select count(*)::int from standing_event where cause_kind = 'sweep') as "allEvents",
      (select count(distinct affiliate_id)::int from notice) as notices, (select count(*)::int from notice) as "allNotices",
      (select count(*)::int from delivery where state = 'pending') as deliveries, (select count(*)::int from message) as messages,
      (select count(*)::int from standing where pending_sweep_id = ${id}) as pending`);
  expect(once).toEqual({ events: affiliates, allEvents: affiliates, notices: affiliates, allNotices: affiliates, deliveries: affiliates, messages: affiliates, pending: affiliates });
  expect((await verifyStanding(at.scene.operator(), PERMISSION)).differing).toEqual([]);
});
