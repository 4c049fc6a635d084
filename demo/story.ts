import { createReadStream, readFileSync } from 'node:fs';
import { makeCtx } from '../src/lib/ctx.ts';
import { declareInitialStanding, type SweepItem, type SweepStatus } from '../src/policy/index.ts';
import { importAffiliates, type ImportSummary } from '../src/records/index.ts';
import { ApiProblem } from './client.ts';
import { makePeople, type People } from './people.ts';
import { askAndRepair, type Repair } from './repairs.ts';
import { checkClicks, type ClickChecks } from './settlement.ts';
import { at, settle } from './settle.ts';
import type { Stage } from './stage.ts';
import { heading, tell } from './telling.ts';
import { AFFILIATES_CSV, DEMO_PORT, demoAffiliates, hostNamed, KINDS, REPAIRABLE_KINDS } from './web/index.ts';

/** What happened, as the story saw it; totals.ts holds it against the ledger. */
export interface Outcome {
  people: People;
  imported: ImportSummary;
  confirmedStops: number;
  sweepId: number;
  plan: NonNullable<SweepStatus['totals']>;
  repaired: Repair[];
  reopened: Repair[];
  checks: ClickChecks;
  /** For who looks around afterwards; the affiliate is one that the sweep closed and that can repair. */
  lookAt: { site: string; pid: string; affiliateId: number };
}

const POLICY = new URL('./policies/cross-store-settlement.json', import.meta.url);
/** Every n-th of the affiliates that could repair does so in time. */
const REPAIR_EVERY = 5;

/** Plays December 2013 from the records to the re-opening. */
export async function playDecember(stage: Stage): Promise<Outcome> {
  const people = await makePeople(stage);

  heading('2013-12-05', 'Records in, sites visited and judged');
  const imported = await importRecords(stage);
  tell(`imported ${imported.rows} rows: ${imported.affiliatesNew} affiliates, ${imported.resourcesNew} resources, ${imported.placementsNew} PIDs; all hold cross-store settlement and API calls`);
  await settle(stage, 'visiting');
  tell('every site visited once');
  await at(stage, '2013-12-06T12:00:00+08:00', 'visiting again');
  tell('every site visited a second time, more than 24 h later');
  const confirmedStops = await confirmStops(people);
  tell(`a reviewer confirmed ${confirmedStops} stops that were seen both times; nothing counts before that`);

  heading('2013-12-06', 'Policy, plan, approval');
  await at(stage, '2013-12-06T13:00:00+08:00', 'visiting');
  await people.author.post('/policies', JSON.parse(readFileSync(POLICY, 'utf8')));
  const { sweepId } = await people.author.post<{ sweepId: number }>('/sweeps', { policy: 'cross_store_settlement', noticeDays: 5, announceAt: '2013-12-06T17:31:00+08:00' });
  await settle(stage, 'planning');
  const planned = await people.author.get<SweepStatus>(`/sweeps/${sweepId}`);
  const plan = planned.totals;
  if (!plan || !planned.planHash) throw new Error(`sweep ${sweepId} is ${planned.state}, not planned`);
  tell(`plan ${planned.planHash.slice(0, 12)}: of ${plan.affiliates} affiliates ${plan.close} would be closed, ${plan.keep} keep`);
  await approve(people, sweepId, planned.planHash, plan.close);

  heading('2013-12-06', 'The notice, at 17:31');
  await at(stage, '2013-12-06T16:00:00+08:00', 'visiting');
  await people.author.post(`/sweeps/${sweepId}/run`);
  await settle(stage, 'announcing');
  await at(stage, '2013-12-06T17:31:00+08:00', 'sending');
  const sent = stage.all.sink?.count() ?? 0;
  tell(`${sent} mails left in one burst at 17:31; each names the reasons, the date and the way back`);

  heading('2013-12-07', 'Repairs and re-reviews');
  await at(stage, '2013-12-07T10:00:00+08:00', 'visiting');
  const items = await closings(people, sweepId);
  const could = repairable(items);
  const inTime = could.filter((_, i) => i % REPAIR_EVERY === 0);
  const repaired = await askAndRepair(stage, people, inTime);
  await settle(stage, 're-reviewing');
  tell(`${repaired.length} affiliates repaired their sites and asked for a re-review, due ${repaired[0]?.dueAt.slice(0, 10) ?? '–'} at the latest; decided by the policy at once`);

  heading('2013-12-11', 'The closing, at 00:00');
  await at(stage, '2013-12-10T23:59:59+08:00', 'visiting');
  await at(stage, '2013-12-11T00:00:00+08:00', 'closing');
  tell('what was not repaired is closed; each affiliate concerned has a mail and a message');

  heading('2013-12-13', 'One comes back');
  await at(stage, '2013-12-13T10:00:00+08:00', 'visiting');
  const late = could.find((_, i) => i % REPAIR_EVERY === 1);
  const reopened = await askAndRepair(stage, people, late ? [late] : []);
  await settle(stage, 're-reviewing');
  tell(`member ${late?.memberId ?? '–'} repaired, was re-reviewed and holds the permission again`);

  const checks = await checkClicks(stage, people, items, repaired, reopened);
  tell(`the settlement engine asked ${checks.asked} questions about clicks before and after the 11th`);
  const closed = could.find((_, i) => i % REPAIR_EVERY === 2) ?? could[0];
  if (!closed) throw new Error('the sweep closed nobody who could repair');
  const sample = demoAffiliates().find((a) => a.memberId === late?.memberId);
  const site = `curl --resolve ${sample?.host?.host}:${stage.web.port}:${sample?.host?.address} ${onPort(sample?.row.url ?? '', stage.web.port)}`;
  return { people, imported, confirmedStops, sweepId, plan, repaired, reopened, checks, lookAt: { site, pid: checks.sample, affiliateId: closed.affiliateId } };
}

/** Imports the CSV as the operator; the web's port stands in its URLs, and may have had to move. */
async function importRecords(stage: Stage): Promise<ImportSummary> {
  const ctx = makeCtx(stage.all.deps, { kind: 'operator' }, 'demo');
  const held = ['cross_store_settlement', 'open_api'] as const;
  async function* source(): AsyncGenerator<Uint8Array> {
    if (stage.web.port === DEMO_PORT) yield* createReadStream(AFFILIATES_CSV);
    else yield Buffer.from(onPort(readFileSync(AFFILIATES_CSV, 'utf8'), stage.web.port));
  }
  return importAffiliates(ctx, {
    source: source(),
    fileName: 'affiliates.csv',
    onChunk: async (tx, { newAffiliateIds }) => {
      for (const permission of held) await declareInitialStanding(tx, ctx, { permission, state: 'granted', affiliateIds: newAffiliateIds, at: ctx.clock.now() });
    },
  });
}

const onPort = (text: string, port: number): string => text.replaceAll(`.web.test:${DEMO_PORT}/`, `.web.test:${port}/`);

async function confirmStops(people: People): Promise<number> {
  let confirmed = 0;
  for (;;) {
    const { items } = await people.reviewer.get<{ items: { id: number }[] }>('/observations?ripe=true&limit=100');
    if (items.length === 0) return confirmed;
    const { decided } = await people.reviewer.post<{ decided: number }>('/observations/decisions', { ids: items.map((o) => o.id), decision: 'confirm' });
    confirmed += decided;
  }
}

/** The planner tries to approve its own plan and is refused; then a second person types the number and approves. */
async function approve(people: People, sweepId: number, hash: string, closings: number): Promise<void> {
  for (const [who, client, body] of [
    ['the planner', people.author, { hash, confirmClosings: closings }],
    ['the approver without the number', people.approver, { hash }],
  ] as const) {
    const refusal = await client.post(`/sweeps/${sweepId}/approve`, body).then(() => null, (error: unknown) => error);
    if (!(refusal instanceof ApiProblem)) throw new Error(`${who} was not refused`);
    tell(`${who} is refused: ${refusal.code}`);
  }
  await people.approver.post(`/sweeps/${sweepId}/approve`, { hash, confirmClosings: closings });
  tell(`a second person approved, bound to the hash, and typed ${closings}`);
}

async function closings(people: People, sweepId: number): Promise<SweepItem[]> {
  const all: SweepItem[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: { items: SweepItem[]; next: number | null } = await people.author.get(`/sweeps/${sweepId}/items?decision=close&limit=100&after=${after}`);
    all.push(...page.items);
    after = page.next;
  }
  return all;
}

/** Those whose sites are all of a kind that its owner can repair, and none that nobody can look into. */
function repairable(items: readonly SweepItem[]): SweepItem[] {
  const hostsOf = new Map<string, string[]>();
  for (const { memberId, host } of demoAffiliates()) if (host) hostsOf.set(memberId, [...(hostsOf.get(memberId) ?? []), host.host]);
  return items.filter((item) => {
    const kinds = (hostsOf.get(item.memberId) ?? []).flatMap((host) => hostNamed(host)?.kind ?? []);
    return kinds.some((kind) => REPAIRABLE_KINDS.includes(kind)) && kinds.every((kind) => KINDS[kind] !== 'unverifiable');
  });
}
