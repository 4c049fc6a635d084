import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runExport } from '../../src/cli/export.ts';
import { addStanding, reportLine, runImport } from '../../src/cli/import.ts';
import { affiliate, recordVersion, standing } from '../../src/db/schema/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { HEADER, testCtx } from '../records/setup.ts';

const db = useTestDb();
let dir: string;
let printed = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tuiguan-import-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

async function fileOf(name: string, ...rows: string[]): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, `${[HEADER, ...rows].join('\n')}\n`);
  return path;
}
const row = (id: number, url = `http://s${id}.example/`) => `${id},n,n@x.example,en,site,s,${url},,,,,,,mm_${id}_1_1`;

describe('tuiguan import', () => {
  it('imports with an initial standing for who is new, and exits 0', async () => {
    const file = await fileOf('good.csv', row(101), row(102));
    const options = { initialStanding: addStanding('cross_store_settlement=granted', []) };
    expect(await runImport(testCtx(db().db), file, options)).toBe(0);
    expect(printed).toContain('2 rows (ascii): 2 in, 0 bad');
    expect(await db().db.select({ state: standing.state }).from(standing).where(eq(standing.permission, 'cross_store_settlement'))).toEqual([{ state: 'granted' }, { state: 'granted' }]);
    await runImport(testCtx(db().db), file, { initialStanding: addStanding('cross_store_settlement=closed', []) });
    expect((await db().db.select({ state: standing.state }).from(standing)).map((s) => s.state)).toEqual(['granted', 'granted']);
  });

  it('shows twenty bad rows, writes all into the report, and exits 2', async () => {
    const file = await fileOf('bad.csv', row(201), ...Array.from({ length: 25 }, () => row(202, '=cmd()')));
    const report = join(dir, 'bad-rows.csv');
    expect(await runImport(testCtx(db().db), file, { initialStanding: [], report })).toBe(2);
    expect(printed).toContain('line 3, url: "=cmd()" must be an address that starts with http:// or https://');
    expect(printed).toContain(`… and 5 more, all in ${report}`);
    const lines = (await readFile(report, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(26);
    expect(lines[1]).toBe("3,url,'=cmd(),must be an address that starts with http:// or https://");
  });

  it('prints JSON when asked', async () => {
    await runImport(testCtx(db().db), await fileOf('json.csv', row(301), row(302, 'x')), { initialStanding: [], json: true, dryRun: true });
    expect(JSON.parse(printed)).toMatchObject({ rows: 2, good: 1, badRows: 1, dryRun: true, bad: [{ line: 3, column: 'url', value: 'x' }] });
    expect(await db().db.select().from(affiliate).where(eq(affiliate.memberId, '301'))).toEqual([]);
  });

  it('refuses what cannot be done before it begins', async () => {
    const ctx = testCtx(db().db);
    await expect(runImport(ctx, join(dir, 'none.csv'), { initialStanding: [] })).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('no such file') });
    await expect(runImport(ctx, await fileOf('x.csv', row(401)), { initialStanding: [], report: join(dir, 'no', 'report.csv') })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    for (const value of ['moon=granted', 'open_api=maybe', 'open_api', 'toString=granted']) expect(() => addStanding(value, [])).toThrow(/--initial-standing/);
  });

  it('neutralises formulas in the report', () => {
    for (const value of ['=1+1', '+1', '-1', '@x', '\tx']) expect(reportLine({ line: 1, column: 'name', value, reason: 'r' })).toContain(`'${value}`);
  });

  it('exports a file that imports to nothing new', async () => {
    const out = join(dir, 'export.csv');
    await runExport(testCtx(db().db), out);
    const before = await db().db.select({ n: count() }).from(recordVersion);
    expect(await runImport(testCtx(db().db), out, { initialStanding: [] })).toBe(0);
    expect(printed).toContain('affiliates 0 new, 0 updated; resources 0 new');
    expect(await db().db.select({ n: count() }).from(recordVersion)).toEqual(before);
  });
});
