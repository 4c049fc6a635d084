import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { expect, onTestFinished, test } from 'vitest';
import { COLUMNS, type DemoAffiliate, demoAffiliates, DEMO_PORT, KINDS, REPAIRABLE_KINDS, startDemoWeb } from '../../demo/web/index.ts';
import { makeMailer } from '../../src/adapters/mailer.ts';
import { startSmtpSink } from '../../src/adapters/smtp-sink.ts';
import { decideObservations, listObservations } from '../../src/crawl/index.ts';
import { rebuildFacts } from '../../src/facts/index.ts';
import { SimulatedClock } from '../../src/lib/clock.ts';
import { makeCtx, type Role } from '../../src/lib/ctx.ts';
import { approveSweep, checkPermission, declareInitialStanding, publishPolicy, requestPlan, startSweep, sweepItems, sweepStatus, verifyStanding } from '../../src/policy/index.ts';
import { editRecord, importAffiliates, listResources } from '../../src/records/index.ts';
import { askReReview, getCase } from '../../src/reviews/index.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';
import { useTestDb } from '../helpers/db.ts';
import { makeTestDeps } from '../helpers/deps.ts';
import { BAR, PERMISSION, says } from '../policy/scene.ts';

const testDb = useTestDb({ max: 12 });
/** Too slow for a test of seconds; the demo has them. */
const LEFT_OUT = new Set(['slow', 'trickle', 'dead']);
const MEMBERS_A_KIND = 3;

/** Three members of each kind of site, of those with one resource. */
function cast(): DemoAffiliate[] {
  const all = demoAffiliates();
  const resources = new Map<string, number>();
  for (const { memberId } of all) resources.set(memberId, (resources.get(memberId) ?? 0) + 1);
  const taken = new Map<string, number>();
  return all.filter(({ host, memberId }) => {
    if (!host || LEFT_OUT.has(host.kind) || resources.get(memberId) !== 1 || (taken.get(host.kind) ?? 0) >= MEMBERS_A_KIND) return false;
    taken.set(host.kind, (taken.get(host.kind) ?? 0) + 1);
    return true;
  });
}

async function stage() {
  const clock = new SimulatedClock('2013-12-05T09:00:00+08:00');
  const dir = await mkdtemp(join(tmpdir(), 'tuiguan-story-'));
  const web = await startDemoWeb({ port: 21_000 + (process.pid % 20_000), today: () => clock.now() });
  const sink = await startSmtpSink({ dir, port: 0, clock });
  const mail = makeMailer({ url: sink.url, maxConnections: 3 });
  const deps = makeTestDeps({
    db: testDb().db,
    clock,
    env: { CRAWL_ALLOW_HOSTS: web.allowHosts.join(','), CRAWL_DELAY_MS: '0', CRAWL_PAGES: '3', CRAWL_DEPTH: '1', CRAWL_CONCURRENCY: '24', CRAWL_SITE_SECONDS: '5', MAIL_RATE: '5000', PUBLIC_URL: 'https://tuiguan.example' },
    overrides: { mail, relayLog: sink },
  });
  onTestFinished(async () => {
    await mail.close();
    await sink.close();
    await deps.pages.close();
    await web.close();
    await rm(dir, { recursive: true, force: true });
  });
  const at = async (moment: string): Promise<void> => (clock.moveTo(moment), runDueJobs(deps));
  const person = (staffId: number, ...roles: Role[]) => makeCtx(deps, { kind: 'staff', staffId, name: `person ${staffId}`, roles, scopes: null }, 'story');
  return { clock, web, sink, deps, at, author: person(1, 'author'), approver: person(2, 'approver'), reviewer: person(3, 'reviewer'), operator: makeCtx(deps, { kind: 'operator' }, 'story') };
}

test('December 2013, from the records to the re-opening', { timeout: 60_000 }, async () => {
  const { web, sink, deps, at, author, approver, reviewer, operator } = await stage();
  const members = cast();
  const failing = members.filter(({ host }) => host && ['low', 'stop'].includes(KINDS[host.kind]));
  const csv = stringify(members.map((m) => m.row), { header: true, columns: [...COLUMNS] }).replaceAll(`:${DEMO_PORT}/`, `:${web.port}/`);
  await importAffiliates(operator, {
    source: (async function* () { await Promise.resolve(); yield csv; })(),
    fileName: 'affiliates.csv',
    onChunk: async (tx, { newAffiliateIds }) => void (await declareInitialStanding(tx, operator, { permission: PERMISSION, state: 'granted', affiliateIds: newAffiliateIds, at: deps.clock.now() })),
  });
  await at('2013-12-05T09:00:00+08:00');
  expect(await listObservations(reviewer, { ripe: true })).toEqual([]);
  await at('2013-12-06T12:00:00+08:00');
  const ripe = await listObservations(reviewer, { ripe: true, limit: 1000 });
  expect(ripe.length).toBeGreaterThanOrEqual(members.filter(({ host }) => host && KINDS[host.kind] === 'stop').length);
  await decideObservations(reviewer, { ids: ripe.map((o) => o.id), decision: 'confirm' });

  await publishPolicy(author, { permission: PERMISSION, requirements: [BAR, { ...BAR, fact: 'confirmed_stops', operator: 'lte', value: 0, code: 'stop', title: says('没有严重违规'), remedy: says('请整改') }] });
  const { sweepId } = await requestPlan(author, { policy: PERMISSION, noticeDays: 5, announceAt: new Date('2013-12-06T17:31:00+08:00') });
  await runDueJobs(deps);
  const planned = await sweepStatus(author, sweepId);
  expect(planned.totals).toMatchObject({ affiliates: members.length, close: failing.length, keep: members.length - failing.length, grant: 0, none: 0 });
  const items = await sweepItems(author, { sweepId, decision: 'close', limit: 1000 });
  expect(items.map((i) => i.memberId).toSorted()).toEqual(failing.map((f) => f.memberId).toSorted());
  await approveSweep(approver, { sweepId, hash: planned.planHash ?? '', confirmClosings: failing.length });
  await startSweep(author, sweepId);
  await at('2013-12-06T16:00:00+08:00');
  expect(sink.count()).toBe(0);
  await at('2013-12-06T17:31:00+08:00');
  expect(sink.count()).toBe(failing.length);
  const { parsed } = (await sink.get(1)) ?? {};
  expect(`${parsed?.text} ${parsed?.html || ''}`).toMatch(/12 月 11 日|11 December 2013/);

  await at('2013-12-07T10:00:00+08:00');
  const could = items.filter((i) => REPAIRABLE_KINDS.includes(members.find((m) => m.memberId === i.memberId)?.host?.kind ?? 'dead'));
  const repair = async ({ affiliateId, memberId }: { affiliateId: number; memberId: string }): Promise<number> => {
    web.repair(memberId);
    const self = makeCtx(deps, { kind: 'affiliate', affiliateId, scopes: null }, 'story');
    for (const { id } of (await listResources(self, { affiliateId })).resources) await editRecord(self, { resourceId: id, fields: { description: '已整改' } });
    return (await askReReview(self, { affiliateId, permission: PERMISSION })).id;
  };
  const repaired = could.filter((_, i) => i % 4 === 0);
  const lost = items.filter((i) => !repaired.includes(i));
  const late = lost.find((i) => could.includes(i));
  if (!late) throw new Error('nobody is left to repair late');
  const cases = await Promise.all(repaired.map(repair));
  await runDueJobs(deps);
  for (const id of cases) expect(await getCase(reviewer, id), String(id)).toMatchObject({ decision: 'kept' });

  await at('2013-12-10T23:59:59+08:00');
  await at('2013-12-11T00:00:00+08:00');
  await at('2013-12-13T10:00:00+08:00');
  const last = await repair(late);
  await runDueJobs(deps);
  expect(await getCase(reviewer, last)).toMatchObject({ decision: 'reopened', decidedAt: new Date('2013-12-13T02:00:00Z') });
  await at('2013-12-14T10:00:00+08:00');

  const holds = async (memberId: string, moment: string): Promise<boolean> => {
    const pid = members.find((m) => m.memberId === memberId)?.row.pids.split(';')[0] ?? '';
    return (await checkPermission(approver, { permission: PERMISSION, pid, at: new Date(`${moment}+08:00`) })).granted;
  };
  const gone = new Set(lost.map((l) => l.memberId));
  for (const { memberId } of members) {
    expect(await holds(memberId, '2013-12-10T23:59:59.999'), memberId).toBe(true);
    expect(await holds(memberId, '2013-12-11T00:00:00'), memberId).toBe(!gone.has(memberId));
    expect(await holds(memberId, '2013-12-13T10:00:00'), memberId).toBe(!gone.has(memberId) || memberId === late.memberId);
  }
  expect((await sweepStatus(author, sweepId)).progress).toMatchObject({
    toWrite: failing.length, announced: failing.length, scheduled: 0, kept: repaired.length, closed: lost.length, deliveries: { accepted: failing.length },
  });
  expect(sink.count()).toBe(failing.length + repaired.length + lost.length + 1);
  expect(sink.duplicates()).toEqual({ messageIds: [], notices: [] });
  expect(await rebuildFacts(operator)).toEqual({ affiliates: members.length, differing: 0 });
  expect(await verifyStanding(approver, PERMISSION)).toMatchObject({ standings: members.length, differing: [] });
});
