import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fact } from '../../src/db/schema/index.ts';
import type { Ctx } from '../../src/lib/ctx.ts';
import { checkProof, createAffiliate, registerResource, startProof } from '../../src/records/index.ts';
import { type DnsServer, startDnsServer } from '../helpers/dns-server.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliateActor, as, lastAudit, testCtx } from './setup.ts';

const db = useTestDb();
const pages = new Map<string, { status?: number; location?: string; body?: string }>();
let server: Server;
let dns: DnsServer;
let origin: string;
let ctx: Ctx;
let owner: { id: number };
let site: { id: number };

beforeAll(async () => {
  server = createServer((request, response) => {
    const page = pages.get(request.url ?? '') ?? { status: 404 };
    response.writeHead(page.status ?? 200, page.location ? { location: page.location } : {}).end(page.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  dns = await startDnsServer();
  ctx = testCtx(db().db, undefined, { allowHosts: [host], dns: [dns.address] });
  owner = await createAffiliate(ctx, { memberId: '601', name: '甲', email: 'a@x.example' });
  site = await registerResource(ctx, { affiliateId: owner.id, fields: { kind: 'site', name: 's', url: `${origin}/shop/` } });
});
afterAll(async () => {
  await ctx.deps.pages.close();
  await dns.close();
  await new Promise((resolve) => server.close(resolve));
});

const verifiedSites = async () => (await db().db.select({ n: fact.verifiedSites }).from(fact).where(eq(fact.affiliateId, owner.id)))[0]?.n;

describe('ownership proof', () => {
  it('fails with a sentence that says what was found, then proves by the file', async () => {
    const started = await startProof(ctx, { resourceId: site.id, method: 'file' });
    expect(started.place.where).toBe(`${origin}/tuiguan-verify-${started.token}.txt`);
    expect((await startProof(ctx, { resourceId: site.id, method: 'file' })).token).toBe(started.token);
    const path = `/tuiguan-verify-${started.token}.txt`;
    const check = () => checkProof(ctx, { resourceId: site.id, method: 'file' });

    expect(await check()).toMatchObject({ state: 'failed', finding: expect.stringContaining('answered 404'), verifiedAt: null });
    pages.set(path, { status: 302, location: '/elsewhere.txt' });
    pages.set('/elsewhere.txt', { body: started.token });
    expect(await check()).toMatchObject({ state: 'failed', finding: expect.stringContaining('without a redirect') });
    pages.set(path, { body: `${started.token}and more` });
    expect(await check()).toMatchObject({ state: 'failed', finding: expect.stringContaining('something else') });
    expect(await verifiedSites()).toBe(0);

    pages.set(path, { body: `\uFEFF${started.token}\r\n` });
    expect(await check()).toMatchObject({ state: 'proved', verifiedAt: ctx.clock.now() });
    expect(await verifiedSites()).toBe(1);
    expect(await lastAudit(db().db, 'proof.check')).toMatchObject({ subjectId: String(site.id), before: { state: 'failed' }, after: { state: 'proved', method: 'file' } });

    pages.delete(path);
    expect(await check()).toMatchObject({ state: 'proved', finding: expect.stringContaining('404') });
  });

  it('reads the meta tag from the head of the home page, through redirects on the same host only', async () => {
    const { token } = await startProof(ctx, { resourceId: site.id, method: 'meta' });
    const meta = `<META content="${token}" NAME="tuiguan-site-verification">`;
    const check = () => checkProof(ctx, { resourceId: site.id, method: 'meta' });
    pages.set('/', { body: `<html><head><title>x</title></head><body>${meta}</body></html>` });
    expect(await check()).toMatchObject({ state: 'failed', finding: expect.stringContaining('holds no') });
    pages.set('/', { status: 301, location: 'http://other.example/' });
    expect(await check()).toMatchObject({ state: 'failed', finding: expect.stringContaining('another host, other.example') });
    pages.set('/', { status: 302, location: '/' });
    expect(await check()).toMatchObject({ state: 'failed', finding: expect.stringContaining('more than 5 times') });
    pages.set('/', { status: 302, location: '/home' });
    pages.set('/home', { body: `<!doctype html><html><head><meta charset="gbk">${meta}</head><body>${'<div>'.repeat(20_000)}` });
    expect(await check()).toMatchObject({ state: 'proved' });
  });

  it('reads the TXT record from a name server', async () => {
    const { place } = await startProof(ctx, { resourceId: site.id, method: 'dns' });
    expect(place.where).toBe('_tuiguan.127.0.0.1');
    const check = () => checkProof(ctx, { resourceId: site.id, method: 'dns' });
    expect(await check()).toMatchObject({ state: 'failed', finding: '_tuiguan.127.0.0.1 has no TXT record' });
    dns.records.set(place.where, ['v=spf1 -all', 'tuiguan-verification=other']);
    expect(await check()).toMatchObject({ state: 'failed', finding: expect.stringContaining('none of the 2 TXT records') });
    dns.records.set(place.where, ['v=spf1 -all', place.content]);
    expect(await check()).toMatchObject({ state: 'proved' });
    dns.records.set(place.where, []);
    expect(await check()).toMatchObject({ state: 'proved', finding: expect.stringContaining('could not be reached') });
  });

  it('never visits an address that is not allowed', async () => {
    const inside = await registerResource(ctx, { affiliateId: owner.id, fields: { kind: 'site', name: 's', url: 'http://127.0.0.1:1/' } });
    await startProof(ctx, { resourceId: inside.id, method: 'file' });
    expect(await checkProof(ctx, { resourceId: inside.id, method: 'file' })).toMatchObject({ state: 'failed', finding: expect.stringContaining('was not visited') });
  });

  it('is for sites, after a start, and not for another affiliate', async () => {
    const app = await registerResource(ctx, { affiliateId: owner.id, fields: { kind: 'app', name: 's', url: 'com.x' } });
    await expect(startProof(ctx, { resourceId: app.id, method: 'dns' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const fresh = await registerResource(ctx, { affiliateId: owner.id, fields: { kind: 'site', name: 's', url: 'http://fresh.example/' } });
    await expect(checkProof(ctx, { resourceId: fresh.id, method: 'dns' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(startProof(as(ctx, affiliateActor(owner.id + 1)), { resourceId: fresh.id, method: 'dns' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(startProof(ctx, { resourceId: fresh.id, method: 'post' as 'dns' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await lastAudit(db().db, 'proof.start')).toMatchObject({ after: { method: 'file' } });
  });
});
