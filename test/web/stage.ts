import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { COLUMNS, type DemoAffiliate, demoAffiliates, type DemoWeb, DEMO_PORT, KINDS, REPAIRABLE_KINDS, startDemoWeb } from '../../demo/web/index.ts';
import { mailboxApp } from '../../src/adapters/mailbox-page.ts';
import { makeMailer } from '../../src/adapters/mailer.ts';
import { type SmtpSink, startSmtpSink } from '../../src/adapters/smtp-sink.ts';
import { createApp } from '../../src/app.ts';
import { createStaff, createUser, openSessionFor } from '../../src/auth/index.ts';
import { decideObservations, listObservations } from '../../src/crawl/index.ts';
import type { Db } from '../../src/db/client.ts';
import { listen } from '../../src/everything.ts';
import { SimulatedClock } from '../../src/lib/clock.ts';
import { type Ctx, makeCtx, type Role } from '../../src/lib/ctx.ts';
import { declareInitialStanding, publishPolicy } from '../../src/policy/index.ts';
import { importAffiliates, searchAffiliates } from '../../src/records/index.ts';
import { runDueJobs } from '../../workers/run-due-jobs.ts';
import { makeTestDeps, type TestDeps } from '../helpers/deps.ts';
import { PERMISSION } from '../policy/scene.ts';

export const CHROMIUM = process.env['CHROMIUM_PATH'];
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const POLICY = new URL('../../demo/policies/cross-store-settlement.json', import.meta.url);
let serial = 0;

/** Kinds of sites that are quick to visit, so that a story stays one of seconds. */
const LEFT_OUT = new Set(['slow', 'trickle', 'dead']);
const MEMBERS_A_KIND = 2;

export interface Person {
  userId: number;
  email: string;
  /** As a request header. */
  cookie: string;
}

/** December 2013 in small, served to real browsers: sites, records, judgements and a policy; nothing is planned yet. */
export interface Stage {
  url: string;
  clock: SimulatedClock;
  deps: TestDeps;
  web: DemoWeb;
  sink: SmtpSink;
  members: DemoAffiliate[];
  operator: Ctx;
  /** Moves the clock there and does what is due. */
  at(moment: string): Promise<void>;
  /** Does what is due now. */
  settle(): Promise<void>;
  staff(name: string, ...roles: Role[]): Promise<Person & { staffId: number; ctx: Ctx }>;
  /** A person of the affiliate with this member number. */
  owner(memberId: string): Promise<Person & { affiliateId: number }>;
  affiliateId(memberId: string): Promise<number>;
  /** A window of its own, signed in as the person when one is given. */
  window(person: Person | null, options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** Members of every quick kind of site, of those with one resource; `failing` ones are low or broke a rule. */
export function cast(): DemoAffiliate[] {
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

export const isFailing = ({ host }: DemoAffiliate): boolean => host !== null && ['low', 'stop'].includes(KINDS[host.kind]);
export const isRepairable = ({ host }: DemoAffiliate): boolean => host !== null && REPAIRABLE_KINDS.includes(host.kind);

/** Opens the stage on 2013-12-06 13:00 (UTC+8): every site was visited twice and the stops are confirmed. */
export async function openStage(db: Db, options: { browser?: boolean } = {}): Promise<Stage> {
  const closers: (() => Promise<unknown>)[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'tuiguan-pages-'));
  const clock = new SimulatedClock('2013-12-05T09:00:00+08:00');
  const http = await listen({ HOST: '127.0.0.1', PORT: 0 });
  const web = await startDemoWeb({ port: 21_000 + (process.pid % 20_000), today: () => clock.now() });
  const sink = await startSmtpSink({ dir: join(folder, 'mail'), port: 0, clock });
  const mail = makeMailer({ url: sink.url, maxConnections: 3 });
  const deps = makeTestDeps({
    db,
    clock,
    env: {
      CRAWL_ALLOW_HOSTS: web.allowHosts.join(','), CRAWL_DELAY_MS: '0', CRAWL_PAGES: '3', CRAWL_DEPTH: '1', CRAWL_CONCURRENCY: '24', CRAWL_SITE_SECONDS: '5',
      MAIL_RATE: '5000', PUBLIC_URL: http.url, STAFF_TOTP: 'optional',
    },
    overrides: { mail, relayLog: sink },
  });
  const app = createApp(deps, { mount: [['/mailbox', mailboxApp(sink)]] });
  http.handle((request) => app.fetch(request));
  const browser = options.browser === true && CHROMIUM !== undefined ? await chromium.launch({ executablePath: CHROMIUM, args: FLAGS }) : null;
  closers.push(async () => browser?.close(), () => http.close(), () => mail.close(), () => sink.close(), () => deps.pages.close(), () => web.close());

  const operator = makeCtx(deps, { kind: 'operator' }, 'stage');
  const settle = (): Promise<void> => runDueJobs(deps);
  const affiliateId = async (memberId: string): Promise<number> => {
    const [found] = (await searchAffiliates(operator, { memberId })).affiliates;
    if (!found) throw new Error(`no affiliate ${memberId}`);
    return found.id;
  };
  const person = async (user: { userId: number; email: string }): Promise<Person> => {
    const lines = await openSessionFor(deps, { userId: user.userId, ip: '127.0.0.1', userAgent: 'Chromium' });
    return { ...user, cookie: lines.map((line) => line.split(';')[0]).join('; ') };
  };
  const stage: Stage = {
    url: http.url, clock, deps, web, sink, members: cast(), operator, settle, affiliateId,
    at: async (moment) => (clock.moveTo(moment), settle()),
    async staff(name, ...roles) {
      const email = `staff-${(serial += 1)}@tuiguan.example`;
      const made = await createStaff(operator, { email, name, roles });
      const { userId } = await createUser(operator, { email, name, password: null, staffId: made.id });
      return { ...(await person({ userId, email })), staffId: made.id, ctx: makeCtx(deps, { kind: 'staff', staffId: made.id, name, roles, scopes: null }, 'stage') };
    },
    async owner(memberId) {
      const id = await affiliateId(memberId);
      const email = `owner-${memberId}@example.com`;
      const { userId } = await createUser(operator, { email, name: '站长', password: null, affiliateId: id });
      return { ...(await person({ userId, email })), affiliateId: id };
    },
    async window(who, given = {}) {
      if (!browser) throw new Error('the stage was opened without a browser');
      const context = await browser.newContext({ baseURL: http.url, locale: 'zh-CN', ...given });
      if (who) await context.addCookies(who.cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: http.url })));
      return context;
    },
    async close() {
      for (const each of closers) await each();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  const csv = stringify(stage.members.map((m) => m.row), { header: true, columns: [...COLUMNS] }).replaceAll(`:${DEMO_PORT}/`, `:${web.port}/`);
  await importAffiliates(operator, {
    source: (async function* () { await Promise.resolve(); yield csv; })(),
    fileName: 'affiliates.csv',
    onChunk: async (tx, { newAffiliateIds }) => void (await declareInitialStanding(tx, operator, { permission: PERMISSION, state: 'granted', affiliateIds: newAffiliateIds, at: clock.now() })),
  });
  await settle();
  await stage.at('2013-12-06T12:00:00+08:00');
  const reviewer = makeCtx(deps, { kind: 'staff', staffId: 999, name: 'reviewer', roles: ['reviewer'], scopes: null }, 'stage');
  const author = makeCtx(deps, { kind: 'staff', staffId: 998, name: 'author', roles: ['author'], scopes: null }, 'stage');
  await decideObservations(reviewer, { ids: (await listObservations(reviewer, { ripe: true, limit: 1000 })).map((o) => o.id), decision: 'confirm' });
  await publishPolicy(author, JSON.parse(readFileSync(POLICY, 'utf8')));
  await stage.at('2013-12-06T13:00:00+08:00');
  return stage;
}
