import { Readable } from 'node:stream';
import { makePageTransport } from '../../src/adapters/page-transport.ts';
import { makeTxtResolver } from '../../src/adapters/dns.ts';
import { desc, eq } from 'drizzle-orm';
import type { Db } from '../../src/db/client.ts';
import { audit } from '../../src/db/schema/index.ts';
import { SimulatedClock } from '../../src/lib/clock.ts';
import { loadConfig } from '../../src/lib/config.ts';
import { type Actor, type Ctx, type Deps, makeCtx } from '../../src/lib/ctx.ts';
import { makeLog } from '../../src/lib/log.ts';
import { type BadRow, importAffiliates, type ImportInput, type ImportSummary } from '../../src/records/index.ts';

export const STAFF: Actor = { kind: 'staff', staffId: 1, name: 'Admin', roles: ['administrator'], scopes: null };
export const VIEWER: Actor = { kind: 'staff', staffId: 2, name: 'Viewer', roles: ['viewer'], scopes: null };
export const affiliateActor = (affiliateId: number): Actor => ({ kind: 'affiliate', affiliateId, scopes: null });

/** A context on the test database with the real page and DNS adapters; queue and mail are not for records to touch. */
export function testCtx(db: Db, actor: Actor = STAFF, options: { allowHosts?: string[]; dns?: string[] } = {}): Ctx {
  const clock = new SimulatedClock('2013-12-01T09:00:00+08:00');
  const untouched = new Proxy({}, { get: () => () => Promise.reject(new Error('records must not touch this')) });
  const deps: Deps = {
    config: loadConfig({ NODE_ENV: 'test' }),
    log: makeLog('silent', false),
    db,
    clock,
    queue: untouched as Deps['queue'],
    mail: untouched as Deps['mail'],
    relayLog: untouched as Deps['relayLog'],
    pages: makePageTransport({ allowHosts: options.allowHosts ?? [] }),
    txt: makeTxtResolver(options.dns ? { servers: options.dns, timeoutMs: 500 } : {}),
  };
  return makeCtx(deps, actor, 'test-request');
}

export const as = (ctx: Ctx, actor: Actor): Ctx => ({ ...ctx, actor });

export async function lastAudit(db: Db, action: string) {
  const [found] = await db.select().from(audit).where(eq(audit.action, action)).orderBy(desc(audit.id)).limit(1);
  return found;
}

export const HEADER = 'member_id,name,email,locale,resource_kind,resource_name,url,category,promotion_scene,icp,description,daily_uv,contact,pids';

/** Imports text or bytes, in pieces of 7 bytes when `small`, so that every boundary falls within something. */
export async function importText(ctx: Ctx, content: string | Uint8Array, input: Partial<ImportInput> = {}, small = false): Promise<ImportSummary & { bad: BadRow[] }> {
  const bytes = Buffer.from(content as string);
  const size = small ? 7 : 65_536;
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  const bad: BadRow[] = [];
  const summary = await importAffiliates(ctx, { source: Readable.from(pieces), fileName: 'test.csv', onBadRow: (row) => bad.push(row), ...input });
  return { ...summary, bad };
}

export async function exportText(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
