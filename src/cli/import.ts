import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { Command, Option } from 'commander';
import { stringify } from 'csv-stringify/sync';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { declareInitialStanding, PERMISSIONS } from '../policy/index.ts';
import { type BadRow, ENCODINGS, type Encoding, importAffiliates, type ImportInput, type ImportSummary } from '../records/index.ts';
import { withCtx } from './context.ts';

export interface ImportOptions {
  dryRun?: boolean;
  initialStanding: [permission: string, state: 'granted' | 'closed'][];
  report?: string;
  encoding?: Encoding;
  json?: boolean;
}

/** Bad rows that are shown on the screen; the report file gets all. */
const SHOWN = 20;

/** `tuiguan import`: exit status 0 when every row went in, 2 when some were bad, 1 when nothing could be done or it was stopped. */
export function importCommand(): Command {
  return new Command('import')
    .description('import affiliates, resources and PIDs from CSV (UTF-8 or GBK); running it again changes nothing')
    .argument('<file>', 'the CSV file, or - for standard input')
    .option('--dry-run', 'find and count all, write nothing')
    .option('--initial-standing <permission=state>', 'where affiliates without a standing stand, like cross_store_settlement=granted (repeatable)', addStanding, [])
    .option('--report <file.csv>', 'write every bad row to this file')
    .addOption(new Option('--encoding <name>', 'skip the detection of the encoding').choices([...ENCODINGS]))
    .option('--json', 'print the summary as JSON')
    .action(async (file: string, options: ImportOptions) => {
      process.exitCode = await withCtx({ name: 'import' }, (ctx) => runImport(ctx, file, options));
    });
}

/** Reads `permission=state` of --initial-standing. */
export function addStanding(value: string, before: ImportOptions['initialStanding']): ImportOptions['initialStanding'] {
  const [permission = '', state] = value.split('=');
  if (!Object.hasOwn(PERMISSIONS, permission) || (state !== 'granted' && state !== 'closed')) {
    throw new AppError('INVALID_INPUT', `--initial-standing ${value}: expected permission=granted or permission=closed, the permission one of ${Object.keys(PERMISSIONS).join(', ')}`);
  }
  return [...before, [permission, state]];
}

/** Imports the file, prints the outcome, and answers the exit status. */
export async function runImport(ctx: Ctx, file: string, options: ImportOptions): Promise<number> {
  const total = file === '-' ? 0 : await sizeOf(file);
  const report = openReport(options.report);
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  const bar = progressBar(total);
  const shown: BadRow[] = [];
  try {
    const summary = await importAffiliates(ctx, {
      source: file === '-' ? process.stdin : createReadStream(file),
      fileName: file === '-' ? 'standard input' : basename(file),
      dryRun: options.dryRun ?? false,
      signal: stop.signal,
      ...(options.encoding ? { encoding: options.encoding } : {}),
      onProgress: ({ bytes, rows, badRows }) => bar?.update(bytes, { rows, badRows }),
      onBadRow: (bad) => {
        if (shown.length < SHOWN) shown.push(bad);
        if (report !== null) writeSync(report, reportLine(bad));
      },
      onChunk: standings(ctx, options.initialStanding),
    });
    bar?.stop();
    print(summary, shown, options);
    return summary.stopped ? 1 : summary.badRows > 0 ? 2 : 0;
  } finally {
    bar?.stop();
    process.off('SIGINT', onInterrupt);
    if (report !== null) closeSync(report);
  }
}

/** A report is opened in spreadsheets: a cell that would be run as a formula gets an apostrophe before it. */
export function reportLine({ line, column, value, reason }: BadRow): string {
  return stringify([[String(line), column ?? '', value, reason].map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))]);
}

/** Declares where the new affiliates of each chunk stand, in the chunk's own transaction. */
function standings(ctx: Ctx, wanted: ImportOptions['initialStanding']): NonNullable<ImportInput['onChunk']> {
  return async (tx, { affiliateIds }) => {
    for (const [permission, state] of wanted) await declareInitialStanding(tx, ctx, { permission, state, affiliateIds, at: ctx.clock.now() });
  };
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new AppError('INVALID_INPUT', `${file} cannot be read: ${found ? 'it is not a file' : 'there is no such file'}`);
  return found.size;
}

function openReport(file: string | undefined): number | null {
  if (file === undefined) return null;
  try {
    const report = openSync(file, 'w', 0o600);
    writeSync(report, stringify([['line', 'column', 'value', 'reason']], { bom: true }));
    return report;
  } catch (cause) {
    throw new AppError('INVALID_INPUT', `--report ${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** A bar on a terminal; none when the output is piped or the size unknown. */
function progressBar(total: number): SingleBar | null {
  if (!process.stderr.isTTY || total === 0) return null;
  const bar = new SingleBar({ format: '{bar} {percentage}%  {rows} rows, {badRows} bad, {eta_formatted} left', stream: process.stderr, hideCursor: true }, Presets.shades_classic);
  bar.start(total, 0, { rows: 0, badRows: 0 });
  return bar;
}

function print(summary: ImportSummary, shown: BadRow[], options: ImportOptions): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...summary, bad: shown, badNotShown: summary.faults - shown.length })}\n`);
    return;
  }
  const lines = shown.map(({ line, column, value, reason }) => `line ${line}${column === null ? '' : `, ${column}`}: ${JSON.stringify(value)} ${reason}`);
  const more = summary.faults - shown.length;
  if (more > 0) lines.push(`… and ${more} more${options.report === undefined ? '; --report FILE writes all of them' : `, all in ${options.report}`}`);
  if (summary.unknownColumns.length > 0) lines.push(`columns passed over: ${summary.unknownColumns.join(', ')}`);
  if (summary.stopped) lines.push('Stopped before the end. What is written stays; run the same command again to go on.');
  lines.push(
    `${summary.dryRun ? 'Dry run, nothing written. ' : ''}${summary.rows} rows (${summary.encoding}): ${summary.good} in, ${summary.badRows} bad${summary.overtaken > 0 ? `, ${summary.overtaken} overtaken by a later row` : ''}`,
    `affiliates ${summary.affiliatesNew} new, ${summary.affiliatesUpdated} updated; resources ${summary.resourcesNew} new, ${summary.unchanged} unchanged; versions ${summary.versionsNew}; PIDs ${summary.placementsNew} new`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}
