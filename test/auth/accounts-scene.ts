import { createHmac } from 'node:crypto';
import { parseCookies, parseSetCookieHeader } from 'better-auth/cookies';
import { eq } from 'drizzle-orm';
import type { Db } from '../../src/db/client.ts';
import { affiliate, audit } from '../../src/db/schema/index.ts';
import { hashPassword, writePassword } from '../../src/auth/accounts/password/write-password.ts';
import { type AccountRequest, createStaff, createUser, openSessionFor, readSession, sendAccountMails, type Viewer } from '../../src/auth/index.ts';
import { type Actor, type Ctx, makeCtx } from '../../src/lib/ctx.ts';
import type { OutgoingMail } from '../../src/lib/ports.ts';
import type { Role } from '../../src/lib/roles.ts';
import { makeTestDeps, type TestDeps } from '../helpers/deps.ts';

export const PASSWORD = 'correct horse battery';

/** A browser: keeps the cookies that it is handed, and sends them with the next request. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly deps: TestDeps;
  readonly ip: string;
  readonly userAgent: string;

  constructor(deps: TestDeps, ip = '203.0.113.7', userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36') {
    this.deps = deps;
    this.ip = ip;
    this.userAgent = userAgent;
  }

  get request(): AccountRequest {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { deps: this.deps, headers: new Headers({ 'user-agent': this.userAgent, ...(cookie ? { cookie } : {}) }), ip: this.ip, requestId: 'test' };
  }

  /** Keeps what an answer set; hands the answer on. */
  keep<T extends { setCookies: string[] }>(answer: T): T {
    this.take(answer.setCookies);
    return answer;
  }

  take(lines: string[]): void {
    for (const line of lines) {
      const [name, { value, 'max-age': maxAge }] = [...parseSetCookieHeader(line)][0] as [string, { value: string; 'max-age'?: number }];
      if (maxAge === 0) this.#cookies.delete(name);
      else this.#cookies.set(name, encodeURIComponent(value));
    }
  }

  /** Puts a cookie of one's own making in place of a kept one. */
  forge(name: string, change: (value: string) => string): void {
    this.#cookies.set(name, encodeURIComponent(change(decodeURIComponent(this.#cookies.get(name) ?? ''))));
  }

  get cookies(): Map<string, string> {
    return parseCookies(this.request.headers.get('cookie') ?? '');
  }

  async viewer(): Promise<Viewer | null> {
    const found = await readSession(this.deps, this.request.headers);
    if (found) this.take(found.setCookies);
    return found?.viewer ?? null;
  }

  async mustView(): Promise<Viewer> {
    const viewer = await this.viewer();
    if (!viewer) throw new Error('nobody is signed in here');
    return viewer;
  }
}

export interface Scene {
  deps: TestDeps;
  outbox: OutgoingMail[];
  ctx(actor?: Actor): Ctx;
  /** Sends what is due and hands back the links of the mails to that address, newest first. */
  links(address: string): Promise<URL[]>;
  token(address: string): Promise<string>;
}

export function makeScene(db: Db, env: Record<string, string> = {}): Scene {
  const outbox: OutgoingMail[] = [];
  const send = (mail: OutgoingMail) => {
    outbox.push(mail);
    return Promise.resolve({ kind: 'accepted' as const, response: '250 ok' });
  };
  const deps = makeTestDeps({ db, env: { PUBLIC_URL: 'https://tuiguan.test', ...env }, overrides: { mail: { send, close: () => Promise.resolve() } } });
  const ctx = (actor: Actor = { kind: 'operator' }): Ctx => makeCtx(deps, actor, 'test');
  const links = async (address: string): Promise<URL[]> => {
    while ((await sendAccountMails(ctx({ kind: 'system' }))) > 0);
    return outbox.filter((mail) => mail.to === address).map((mail) => new URL(/https:\/\/tuiguan\.test\S+/.exec(mail.text)?.[0] ?? '')).reverse();
  };
  return {
    deps,
    outbox,
    ctx,
    links,
    async token(address) {
      const token = (await links(address))[0]?.searchParams.get('token');
      if (!token) throw new Error(`no mail with a link went to ${address}`);
      return token;
    },
  };
}

let hashed: Promise<string> | undefined;

/** Gives a person PASSWORD. Its hash is made once a file: hashing is slow on purpose. */
export async function givePassword({ deps }: Scene, userId: number): Promise<void> {
  hashed ??= hashPassword(deps, PASSWORD);
  await writePassword(deps.db, userId, await hashed);
}

let people = 0;

/** A person with PASSWORD who owns an affiliate, or is of the staff when `roles` are given. */
export async function makePerson(scene: Scene, options: { roles?: Role[]; password?: boolean } = {}) {
  const { deps } = scene;
  const email = `lin${++people}@example.com`;
  const of = options.roles ? { staffId: (await createStaff(scene.ctx(), { email, name: '林', roles: options.roles })).id } : { affiliateId: (await makeAffiliate(deps.db, email)).id };
  const { userId } = await createUser(scene.ctx(), { email, name: '林', password: null, ...of });
  if (options.password !== false) await givePassword(scene, userId);
  return { email, userId, staffId: 0, affiliateId: 0, ...of };
}

/** A browser of its own address in which a person is signed in. */
export async function browserOf({ deps }: Scene, userId: number): Promise<Browser> {
  const browser = new Browser(deps, `192.0.2.${userId % 250}`);
  browser.take(await openSessionFor(deps, { userId, ip: browser.ip, userAgent: browser.userAgent }));
  return browser;
}

let members = 1000;

/** An affiliate with a registered address of its own. */
export async function makeAffiliate(db: Db, email: string, name = '小林优选'): Promise<{ id: number; memberId: string }> {
  const [made] = await db.insert(affiliate).values({ memberId: String(++members), name, email, locale: 'zh-CN', createdAt: new Date('2013-11-01T00:00:00Z') }).returning({ id: affiliate.id, memberId: affiliate.memberId });
  if (!made) throw new Error('the affiliate was not written');
  return made;
}

/** The actions that the audit holds of somebody, in order. */
export async function auditOf(db: Db, actor: string): Promise<string[]> {
  const found = await db.select({ action: audit.action }).from(audit).where(eq(audit.actor, actor)).orderBy(audit.id);
  return found.map((each) => each.action);
}

/** What the app on a phone shows for an otpauth address (RFC 6238): now, or some steps of 30 s later. */
export function phoneCode(uri: string, step = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + step));
  const digest = createHmac('sha1', base32(new URL(uri).searchParams.get('secret') ?? '')).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function base32(text: string): Uint8Array {
  let bits = '';
  for (const char of text.replaceAll('=', '')) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
