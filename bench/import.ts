import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/adapters/open-database.ts';
import { systemClock } from '../src/lib/clock.ts';
import { loadConfig } from '../src/lib/config.ts';
import { type Ctx, type Deps, makeCtx } from '../src/lib/ctx.ts';
import { makeLog } from '../src/lib/log.ts';
import { exportAffiliates, IMPORT_COLUMNS, importAffiliates } from '../src/records/index.ts';
import { machine } from './machine.ts';

/** Ten kinds of bad rows, five of each: what stands in place of the good row `n`. */
const BAD: ((n: number, row: string) => string)[] = [
  (_, row) => row.slice(0, row.lastIndexOf(',')), // a column short
  (n, row) => row.replace(String(member(n)), 'M1001'), // member id not digits
  (_, row) => row.replace('@mail.example', ''), // no mail address
  (_, row) => row.replace('zh-CN', 'zh_TW'), // unknown locale
  (_, row) => row.replace(',site,', ',website,'), // unknown kind
  (_, row) => row.replace(',common,', ',supermarket,'), // unknown scene
  (_, row) => row.replace('http://', 'htp:/'), // bad address
  (_, row) => row.replace('ICP备', 'ICP'), // bad ICP number
  (n, row) => row.replace(`mm_${member(n)}_`, 'mm_99_'), // PID of another member
  (_, row) => row.replace('"每日', '每"日'), // a quote within a value, never closed
];

function member(n: number): number {
  return 10_000_000 + Math.floor(n / 2); // two resources each
}

function* rowsOf(count: number, bad: boolean): Generator<string> {
  yield `${IMPORT_COLUMNS.join(',')}\n`;
  const every = Math.floor(count / 50);
  for (let n = 0; n < count; n += 1) {
    const id = member(n);
    const row = `${id},推广者${id},user${id}@mail.example,zh-CN,site,优惠站 ${n},http://shop${n}.example/,女装,common,浙ICP备${10_000_000 + n}号-1,"每日更新的""好价""，第 ${n} 站",${n % 5_000},QQ ${n},mm_${id}_${n}_1;mm_${id}_${n}_2`;
    yield `${bad && n % every === 7 ? (BAD[Math.floor(n / every) % BAD.length] as (typeof BAD)[number])(n, row) : row}\n`;
  }
}

interface Run {
  seconds: number;
  rowsPerSecond: number;
  /** Highest resident size while it ran, and how much of that was there before. */
  peakRssMb: number;
  rssBeforeMb: number;
  peakHeapMb: number;
}

async function measured<T>(rows: number, work: () => Promise<T>): Promise<{ run: Run; value: T }> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = { rss: before, heap: 0 };
  const timer = setInterval(() => {
    const { rss, heapUsed } = process.memoryUsage();
    peak = { rss: Math.max(peak.rss, rss), heap: Math.max(peak.heap, heapUsed) };
  }, 10);
  const started = performance.now();
  const value = await work();
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(timer);
  const mb = (bytes: number): number => Math.round(bytes / 104_857.6) / 10;
  return { value, run: { seconds: Math.round(seconds * 100) / 100, rowsPerSecond: Math.round(rows / seconds), peakRssMb: mb(peak.rss), rssBeforeMb: mb(before), peakHeapMb: mb(peak.heap) } };
}

async function bench(ctx: Ctx, dir: string, rows: number) {
  const write = async (name: string, count: number): Promise<string> => {
    const file = join(dir, name);
    await pipeline(Readable.from(rowsOf(count, true)), createWriteStream(file));
    return file;
  };
  const file = await write('affiliates.csv', rows);
  const small = await write('tenth.csv', Math.floor(rows / 10));
  const importOf = (path: string, count: number, dryRun = false) =>
    measured(count, async () => {
      const reasons: Record<string, number> = {};
      const onBadRow = ({ column, reason }: { column: string | null; reason: string }): void => {
        const kind = `${column ?? 'row'}: ${reason}`.replaceAll(/\d+/g, 'N');
        reasons[kind] = (reasons[kind] ?? 0) + 1;
      };
      const summary = await importAffiliates(ctx, { source: createReadStream(path), fileName: 'bench.csv', dryRun, onBadRow });
      return { ...summary, reasons };
    });
  const tenth = await importOf(small, Math.floor(rows / 10), true);
  const dry = await importOf(file, rows, true);
  const first = await importOf(file, rows);
  const second = await importOf(file, rows);
  const exported = join(dir, 'export.csv');
  const out = await measured(rows, () => pipeline(Readable.from(exportAffiliates(ctx)), createWriteStream(exported)));
  const again = await importOf(exported, rows);
  const flat = (one: Awaited<ReturnType<typeof importOf>>) => ({ ...one.run, summary: one.value });
  return {
    rows,
    fileMb: Math.round((await stat(file)).size / 104_857.6) / 10,
    dryRunOfATenth: tenth.run,
    dryRun: dry.run,
    first: flat(first),
    second: flat(second),
    export: out.run,
    importOfTheExport: flat(again),
  };
}

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' }, json: { type: 'boolean', default: false } } });
const dir = await mkdtemp(join(tmpdir(), 'tuiguan-bench-'));
const log = makeLog('error', false);
const config = loadConfig({ DATA_DIR: join(dir, 'data') });
const database = await openDatabase(config, log, { migrate: true, name: 'bench import', max: 4 });
try {
  const deps = { config, log, db: database.db, clock: systemClock } as Deps;
  const results = await bench(makeCtx(deps, { kind: 'operator' }, 'bench'), dir, Number(values.rows));
  process.stdout.write(`${JSON.stringify({ name: 'import', machine: machine(), ratios: {}, results }, null, values.json ? 0 : 2)}\n`);
} finally {
  await database.close();
  await rm(dir, { recursive: true, force: true });
}
