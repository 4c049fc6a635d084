import iconv from 'iconv-lite';
import { asc, count, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { affiliate, audit, fact, placement, recordVersion, resource } from '../../src/db/schema/index.ts';
import { exportAffiliates, importAffiliates } from '../../src/records/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { affiliateActor, exportText, HEADER, importText, lastAudit, testCtx, VIEWER } from './setup.ts';

const db = useTestDb();
const file = (...rows: string[]): string => `${[HEADER, ...rows].join('\n')}\n`;
const GOOD = '1001,小店优惠,a@shop.example,zh-CN,site,优惠站,http://WWW.Shop.Example:80/#top,女装,common,浙ICP备12345678号-1,每日更新,1200,QQ 12345,mm_1001_1_1;mm_1001_1_2';
const GOOD_2 = '1002,Bob,b@shop.example,en,app,Deal app,com.example.deals,,,,,,,mm_1002_0_0';

async function tally() {
  const one = async (table: typeof affiliate | typeof resource | typeof recordVersion | typeof placement | typeof audit) => (await db().db.select({ n: count() }).from(table))[0]?.n;
  return { affiliates: await one(affiliate), resources: await one(resource), versions: await one(recordVersion), placements: await one(placement), audit: await one(audit) };
}

describe('importAffiliates', () => {
  beforeEach(async () => {
    const { db: base } = db();
    for (const table of [fact, placement]) await base.delete(table);
  });

  it('writes affiliates, resources, versions, PIDs, facts and an audit row, and nothing the second time', async () => {
    const ctx = testCtx(db().db);
    const first = await importText(ctx, file(GOOD, GOOD_2));
    expect(first).toMatchObject({ rows: 2, good: 2, badRows: 0, affiliatesNew: 2, resourcesNew: 2, versionsNew: 2, placementsNew: 3, unchanged: 0 });
    const [site] = await db().db.select().from(resource).where(eq(resource.kind, 'site'));
    expect(site).toMatchObject({ url: 'http://www.shop.example/', host: 'www.shop.example', nextCrawlAt: ctx.clock.now() });
    const [app] = await db().db.select().from(resource).where(eq(resource.kind, 'app'));
    expect(app).toMatchObject({ url: 'com.example.deals', host: null, nextCrawlAt: null });
    const facts = await db().db.select({ placements: fact.placements, sites: fact.sites }).from(fact).orderBy(asc(fact.affiliateId));
    expect(facts).toEqual([{ placements: 2, sites: 1 }, { placements: 1, sites: 0 }]);
    expect(await lastAudit(db().db, 'records.import')).toMatchObject({ actor: 'staff:1', subjectId: 'test.csv', after: { affiliatesNew: 2, lines: [2, 3] } });

    const before = await tally();
    const second = await importText(ctx, file(GOOD, GOOD_2));
    expect(second).toMatchObject({ good: 2, affiliatesNew: 0, affiliatesUpdated: 0, resourcesNew: 0, versionsNew: 0, placementsNew: 0, unchanged: 2 });
    expect(await tally()).toEqual({ ...before, audit: (before.audit ?? 0) + 1 });
  });

  it('writes one version for what changed, and audits a changed name with what it was', async () => {
    const ctx = testCtx(db().db);
    await importText(ctx, file(GOOD, GOOD_2));
    const changed = await importText(ctx, file(GOOD.replace('1200', '1300').replace('小店优惠', '小店新名'), GOOD_2));
    expect(changed).toMatchObject({ affiliatesNew: 0, affiliatesUpdated: 1, versionsNew: 1, unchanged: 1 });
    expect(await lastAudit(db().db, 'records.import')).toMatchObject({ before: [{ name: '小店优惠' }], after: { affiliates: [{ name: '小店新名' }] } });
    const [site] = await db().db.select().from(resource).where(eq(resource.kind, 'site'));
    const versions = await db().db.select().from(recordVersion).where(eq(recordVersion.resourceId, site?.id ?? 0)).orderBy(asc(recordVersion.version));
    expect(versions.map((v) => v.fields.daily_uv)).toEqual([1200, 1300]);
    expect(site?.currentVersion).toBe(2);
  });

  it('lets the last of two rows with one key hold, and leaves fields alone whose column is absent', async () => {
    const ctx = testCtx(db().db);
    const row = (name: string, icp: string) => `2001,N,n@x.example,en,site,${name},http://two.example/,,,${icp},,,,`;
    const first = await importText(ctx, file(row('old', '京ICP证030173号'), row('new', '京ICP证030173号')));
    expect(first).toMatchObject({ rows: 2, resourcesNew: 1, versionsNew: 1, overtaken: 1 });
    const narrow = 'url,resource_name,resource_kind,email,name,member_id,remark\nhttp://two.example/,newer,site,n@x.example,N,2001,hello\n';
    expect(await importText(ctx, narrow)).toMatchObject({ versionsNew: 1, affiliatesUpdated: 0, unknownColumns: ['remark'] });
    const [last] = await db().db.select().from(recordVersion).innerJoin(resource, eq(resource.id, recordVersion.resourceId)).where(eq(recordVersion.version, 2)).orderBy(asc(recordVersion.id)).limit(5);
    expect(last).toBeDefined();
    const mine = await db().db.select({ fields: recordVersion.fields }).from(recordVersion).innerJoin(resource, eq(resource.id, recordVersion.resourceId)).where(eq(resource.url, 'http://two.example/')).orderBy(asc(recordVersion.version));
    expect(mine.at(-1)?.fields).toMatchObject({ name: 'newer', icp: '京ICP证030173号' });
  });

  const bad: [string, string, string, string | RegExp, RegExp][] = [
    ['column count', '3001,a,a@b.example', '', '', /has 3 columns where the header has 14/],
    ['member id', 'x12,a,a@b.example,en,site,n,http://a.example/,,,,,,,', 'member_id', 'x12', /digits/],
    ['mail', '3001,a,nobody,en,site,n,http://a.example/,,,,,,,', 'email', 'nobody', /mail address/],
    ['locale', '3001,a,a@b.example,fr,site,n,http://a.example/,,,,,,,', 'locale', 'fr', /zh-CN or en/],
    ['kind', '3001,a,a@b.example,en,web,n,http://a.example/,,,,,,,', 'resource_kind', 'web', /one of site, app/],
    ['scene', '3001,a,a@b.example,en,site,n,http://a.example/,,shop,,,,,', 'promotion_scene', 'shop', /one of common/],
    ['URL', '3001,a,a@b.example,en,site,n,ftp://a.example/,,,,,,,', 'url', 'ftp://a.example/', /http/],
    ['ICP', '3001,a,a@b.example,en,site,n,http://a.example/,,,ICP12345,,,,', 'icp', 'ICP12345', /ICP number/],
    ['daily UV', '3001,a,a@b.example,en,site,n,http://a.example/,,,,,-5,,', 'daily_uv', '-5', /whole number/],
    ['PID form', '3001,a,a@b.example,en,site,n,http://a.example/,,,,,,,mm_3001_1', 'pids', 'mm_3001_1', /is not a PID/],
    ['PID of another', '3001,a,a@b.example,en,site,n,http://a.example/,,,,,,,mm_9_1_1', 'pids', 'mm_9_1_1', /belongs to member 9/],
    ['too long', `3001,${'长'.repeat(201)},a@b.example,en,site,n,http://a.example/,,,,,,,`, 'name', /^长/, /at most 200/],
    ['NUL', '3001,a\0b,a@b.example,en,site,n,http://a.example/,,,,,,,', 'name', 'a␀b', /NUL/],
    ['control character', '3001,a\u0007b,a@b.example,en,site,n,http://a.example/,,,,,,,', 'name', /a/, /control/],
    ['quote within', '3001,5" screen,a@b.example,en,site,n,http://a.example/,,,,,,,', '', /^3001/, /quote/],
  ];
  it.each(bad)('names line, column, value and reason: %s; and imports the rest', async (_, row, column, value, reason) => {
    const result = await importText(testCtx(db().db), file(GOOD, row, GOOD_2));
    expect(result).toMatchObject({ rows: 3, good: 2, badRows: 1 });
    expect(result.bad).toEqual([{ line: 3, column: column === '' ? null : column, value: value === '' ? expect.any(String) : value instanceof RegExp ? expect.stringMatching(value) : value, reason: expect.stringMatching(reason) }]);
    expect(await db().db.select().from(affiliate).where(eq(affiliate.memberId, '3001'))).toEqual([]);
  });

  it('reports every fault of a row', async () => {
    const { bad: faults, badRows } = await importText(testCtx(db().db), file('0,,x,en,web,,nowhere,,,zz,,1.5,,mm_1'));
    expect(faults.map((fault) => fault.column)).toEqual(['member_id', 'name', 'email', 'resource_kind', 'resource_name', 'icp', 'daily_uv']);
    expect(badRows).toBe(1);
  });

  it('refuses a PID that another affiliate holds', async () => {
    const ctx = testCtx(db().db);
    const [holder] = await db().db.insert(affiliate).values({ memberId: '777', name: 'h', email: 'h@x.example', locale: 'en', createdAt: ctx.clock.now() }).returning();
    await db().db.insert(placement).values({ affiliateId: holder?.id ?? 0, pid: 'mm_3002_5_5', createdAt: ctx.clock.now() });
    const result = await importText(ctx, file('3002,a,a@b.example,en,site,n,http://a.example/,,,,,,,mm_3002_5_5'));
    expect(result.bad).toEqual([{ line: 2, column: 'pids', value: 'mm_3002_5_5', reason: 'is registered by another affiliate' }]);
    expect(result).toMatchObject({ good: 0, badRows: 1, affiliatesNew: 0 });
  });

  it('does not let an unclosed quote swallow the rows after it', async () => {
    const open = '4001,"open,a@b.example,en,site,n,http://a.example/,,,,,,,';
    const rows = Array.from({ length: 300 }, (_, i) => `${5000 + i},n${i},n${i}@x.example,en,site,s,http://s${i}.example/,,,,"has ""quotes"", and a comma",,,`);
    for (const small of [false, true]) {
      const result = await importText(testCtx(db().db), file(GOOD, open, ...rows), {}, small);
      expect(result).toMatchObject({ rows: 302, good: 301, badRows: 1 });
      expect(result.bad[0]).toMatchObject({ line: 3, column: null, reason: expect.stringMatching(/quote/) });
    }
    const atEnd = await importText(testCtx(db().db), file(GOOD, GOOD_2, open).trimEnd());
    expect(atEnd).toMatchObject({ good: 2, badRows: 1 });
    const shut = '4002,b,a@b.example,en,site,n,http://b.example/,,,,the end",,,';
    expect(await importText(testCtx(db().db), file(open, GOOD, GOOD_2, shut))).toMatchObject({ rows: 4, good: 2, badRows: 2 });
  });

  it('passes over a line too long to be a row', async () => {
    const result = await importText(testCtx(db().db), file(GOOD, `9,${'x'.repeat(300_000)}`, GOOD_2));
    expect(result).toMatchObject({ good: 2, badRows: 1 });
    expect(result.bad[0]).toMatchObject({ line: 3, reason: expect.stringMatching(/longer than/) });
  });

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text), 'utf-8'],
    ['UTF-8 with BOM and CRLF', (text: string) => Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`), 'utf-8'],
    ['GBK', (text: string) => iconv.encode(text, 'gbk'), 'gb18030'],
    ['GBK after 200 KB of ASCII', (text: string) => iconv.encode(text.replace('\n', `\n${'8001,n,n@x.example,en,,,,,,,,,,\n'.repeat(6_500)}`), 'gbk'), 'gb18030'],
    ['UTF-16LE with BOM', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
  ])('reads %s', async (_, encode, encoding) => {
    const result = await importText(testCtx(db().db), encode(file(GOOD, GOOD_2)), {}, encoding !== 'gb18030');
    expect(result).toMatchObject({ badRows: 0, encoding });
    const [found] = await db().db.select({ name: affiliate.name }).from(affiliate).where(eq(affiliate.memberId, '1001'));
    expect(found?.name).toBe('小店优惠');
  });

  it('keeps a UTF-8 file UTF-8 when one row holds other bytes, and names that row', async () => {
    const broken = Buffer.concat([Buffer.from(file(GOOD)), Buffer.from('6001,'), Buffer.from([0xd0, 0xa1, 0xb5]), Buffer.from(',a@b.example,en,,,,,,,,,,\n'), Buffer.from(GOOD_2)]);
    const result = await importText(testCtx(db().db), broken);
    expect(result).toMatchObject({ good: 2, badRows: 1, encoding: 'utf-8' });
    expect(result.bad).toEqual([{ line: 3, column: 'name', value: expect.stringContaining('\uFFFD'), reason: 'holds bytes that are not valid UTF-8' }]);
  });

  it('gives back by export what it read: importing the export writes nothing', async () => {
    const ctx = testCtx(db().db);
    const tricky = '7001,"引号""与,逗号",t@x.example,zh-CN,site,"=cmd|""x""",http://中文.example/路径?a=1,,,,"第一行\n第二行, ""quoted"";\n-3",0,+86 571,mm_7001_1_1';
    const loose = '7002,no resource,l@x.example,en,,,,,,,,,,mm_7002_9_9';
    expect(await importText(ctx, file(tricky, loose, GOOD))).toMatchObject({ good: 3, badRows: 0 });
    const before = await tally();
    const text = await exportText(exportAffiliates(ctx));
    expect(text).toContain('"第一行\n第二行, ""quoted"";\n-3"');
    expect(text).toContain('"=cmd|""x"""');
    const again = await importText(ctx, text, {}, true);
    expect(again).toMatchObject({ badRows: 0, affiliatesNew: 0, affiliatesUpdated: 0, resourcesNew: 0, versionsNew: 0, placementsNew: 0 });
    expect(await tally()).toEqual({ ...before, audit: (before.audit ?? 0) + 2 });
    expect(await exportText(exportAffiliates(ctx))).toBe(text);
  });

  it('writes nothing in a dry run, and counts what a run would do', async () => {
    const ctx = testCtx(db().db);
    const before = await tally();
    const rows = ['8801,D,d@x.example,en,site,s,http://dry.example/,,,,,,,mm_8801_1_1', '8801,D,d@x.example,en,site,s,bad,,,,,,,'];
    const dry = await importText(ctx, file(...rows), { dryRun: true });
    expect(dry).toMatchObject({ good: 1, badRows: 1, affiliatesNew: 1, versionsNew: 1, placementsNew: 1, dryRun: true });
    expect(await tally()).toEqual(before);
  });

  it('hands the new affiliates of each chunk to the caller in its transaction, and loses the chunk with it', async () => {
    const ctx = testCtx(db().db);
    const rows = Array.from({ length: 2_500 }, (_, i) => `${90_000 + i},n,n@x.example,en,,,,,,,,,,`);
    const seen: number[] = [];
    const onChunk = async (_: unknown, { newAffiliateIds }: { newAffiliateIds: number[] }) => {
      seen.push(newAffiliateIds.length);
      if (seen.length === 2) throw new Error('power cut');
    };
    await expect(importText(ctx, file(...rows), { onChunk })).rejects.toThrow('power cut');
    expect(seen).toEqual([2_000, 500]);
    const rest = await importText(ctx, file(...rows));
    expect(rest).toMatchObject({ affiliatesNew: 500, badRows: 0 });
  });

  it('stops between chunks when told to, and running it again goes on to the same end', async () => {
    const ctx = testCtx(db().db);
    const rows = Array.from({ length: 5_000 }, (_, i) => `${60_000 + i},n,n@x.example,en,site,s,http://s${i}.example/,,,,,,,mm_${60_000 + i}_1_1`);
    const stop = new AbortController();
    const part = await importText(ctx, file(...rows), { signal: stop.signal, onProgress: () => stop.abort() });
    expect(part).toMatchObject({ stopped: true, rows: 2_000, good: 2_000, affiliatesNew: 2_000 });
    expect(await importText(ctx, file(...rows))).toMatchObject({ stopped: false, good: 5_000, affiliatesNew: 3_000, versionsNew: 3_000, placementsNew: 3_000, unchanged: 2_000 });
  });

  it('run twice at the same moment, writes everything once', async () => {
    const ctx = testCtx(db().db);
    const rows = Array.from({ length: 4_100 }, (_, i) => `${70_000 + (i % 3_000)},n,n@x.example,en,site,s,http://s${i}.example/,,,,,,,mm_${70_000 + (i % 3_000)}_${i}_1`);
    const both = await Promise.all([importText(ctx, file(...rows)), importText(ctx, file(...rows.toReversed()))]);
    const sum = (key: 'affiliatesNew' | 'resourcesNew' | 'versionsNew' | 'placementsNew') => both.reduce((total, one) => total + one[key], 0);
    expect([sum('affiliatesNew'), sum('resourcesNew'), sum('versionsNew'), sum('placementsNew')]).toEqual([3_000, 4_100, 4_100, 4_100]);
  });

  it('carries a resource with more PIDs than fit a row through the export', async () => {
    const ctx = testCtx(db().db);
    const pids = (from: number) => Array.from({ length: 800 }, (_, i) => `mm_99_${from + i}_1`).join(';');
    const row = (from: number) => `99,n,n@x.example,en,site,s,http://many.example/,,,,,,,${pids(from)}`;
    expect(await importText(ctx, file(row(0), row(1_000)))).toMatchObject({ good: 2, overtaken: 1, placementsNew: 1_600 });
    const text = await exportText(exportAffiliates(ctx));
    await db().db.delete(placement);
    expect(await importText(ctx, text)).toMatchObject({ badRows: 0, placementsNew: 1_600 });
    expect(await lastAudit(db().db, 'records.export')).toMatchObject({ actor: 'staff:1' });
  });

  it('refuses a file without its columns, an empty one and a binary one before anything is written', async () => {
    const ctx = testCtx(db().db);
    await expect(importText(ctx, 'member_id,name\n1,a\n')).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('lacks the columns email, resource_kind, resource_name, url') });
    await expect(importText(ctx, '')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(importText(ctx, Buffer.from('a\0b\0\n'))).rejects.toThrow(/UTF-16/);
    await expect(importText(ctx, `${HEADER},url\n`)).rejects.toThrow(/url twice/);
  });

  it('is for who may import', async () => {
    const source = { source: (async function* () {})(), fileName: 'x' };
    await expect(importAffiliates(testCtx(db().db, VIEWER), source)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(importAffiliates(testCtx(db().db, affiliateActor(1)), source)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(exportText(exportAffiliates(testCtx(db().db, affiliateActor(1))))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
