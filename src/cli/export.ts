import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command } from 'commander';
import type { Ctx } from '../lib/ctx.ts';
import { exportAffiliates } from '../records/index.ts';
import { withCtx } from './context.ts';

/** `tuiguan export`: what `tuiguan import` reads, to a file or to standard output. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write all affiliates, resources and PIDs as the CSV that import reads (cells are not neutralised for spreadsheets)')
    .option('--out <file>', 'write to this file instead of standard output')
    .action(async (options: { out?: string }) => {
      await withCtx({ name: 'export' }, (ctx) => runExport(ctx, options.out));
    });
}

/** Writes the export. A file appears under its name only when it is whole. */
export async function runExport(ctx: Ctx, out: string | undefined): Promise<void> {
  const text = Readable.from(exportAffiliates(ctx));
  if (out === undefined) return pipeline(text, process.stdout, { end: false });
  const part = `${out}.part`;
  try {
    await pipeline(text, createWriteStream(part, { mode: 0o600 }));
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
