import { authorize } from '../../auth/index.ts';
import type { Tx } from '../../db/client.ts';
import type { Ctx } from '../../lib/ctx.ts';
import { applyChunk, type ChunkDone, type ChunkInput, type ImportCounts, type ChunkAffiliates } from './apply-chunk.ts';
import type { BadRow } from './bad-row.ts';
import { COLUMN_OF_FIELD } from './columns.ts';
import type { Encoding, TextState } from './decode-text.ts';
import type { ImportRow } from './parse-row.ts';
import { readRows } from './read-rows.ts';
import { retried } from './retried.ts';

export interface ImportInput {
  source: AsyncIterable<Uint8Array | string>;
  /** Named in the audit rows. */
  fileName: string;
  /** Finds all that a real run would find and count, and writes nothing. */
  dryRun?: boolean;
  /** Skips the detection. */
  encoding?: Encoding;
  /** Stops after the chunk at work; what is written stays, and running again goes on to the same end. */
  signal?: AbortSignal;
  onProgress?: (at: { bytes: number; rows: number; badRows: number }) => void;
  onBadRow?: (bad: BadRow) => void;
  /** Runs in each chunk's transaction, for what other features attach to new affiliates. */
  onChunk?: (tx: Tx, made: ChunkAffiliates) => Promise<void>;
}

export interface ImportSummary extends ImportCounts {
  encoding: string;
  unknownColumns: string[];
  dryRun: boolean;
  /** True when `signal` stopped it before the end of the file. */
  stopped: boolean;
}

/** Rows a transaction: some 20 ms of lock time a thousand, and little lost by an interruption. */
const CHUNK_ROWS = 2_000;

/**
 * Imports affiliates with their resources and PIDs from CSV, in constant memory; the key is member id + address, so a second
 * run writes nothing. Bad rows are reported and passed over. A dry run is one transaction that is rolled back.
 * @throws INVALID_INPUT when the header cannot be read; nothing is written then.
 */
export async function importAffiliates(ctx: Ctx, input: ImportInput): Promise<ImportSummary> {
  authorize(ctx, 'records.import');
  if (!input.dryRun) return run(input, (chunk) => retried(() => ctx.db.transaction((tx) => applyChunk(tx, ctx, chunk))));

  let summary: ImportSummary | undefined;
  const rollback = new Error('dry run: rolled back');
  try {
    await ctx.db.transaction(async (tx) => {
      summary = await run(input, (chunk) => applyChunk(tx, ctx, chunk));
      throw rollback;
    });
  } catch (error) {
    if (error !== rollback) throw error;
  }
  return summary as ImportSummary;
}

async function run(input: ImportInput, write: (chunk: ChunkInput) => Promise<ChunkDone>): Promise<ImportSummary> {
  const text: TextState = { encoding: 'ascii', bytes: 0 };
  const counts: ImportCounts = { rows: 0, good: 0, badRows: 0, faults: 0, affiliatesNew: 0, affiliatesUpdated: 0, resourcesNew: 0, versionsNew: 0, placementsNew: 0, unchanged: 0, overtaken: 0 };
  const reader = readRows(input.source, text, input.encoding);
  let stopped = false;
  let waiting: ImportRow[] = [];

  const report = (faults: readonly BadRow[]): void => {
    counts.faults += faults.length;
    counts.badRows += new Set(faults.map((fault) => fault.line)).size;
    for (const fault of faults) input.onBadRow?.(fault);
  };
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) {
      const absentFields = Object.entries(COLUMN_OF_FIELD).flatMap(([field, column]) => (reader.header?.index.has(column) ? [] : [field]));
      const done = await write({ rows: waiting, fileName: input.fileName, absentFields, dryRun: input.dryRun ?? false, onChunk: input.onChunk });
      waiting = [];
      report(done.bad);
      for (const key of Object.keys(done.counts) as (keyof ChunkDone['counts'])[]) counts[key] += done.counts[key];
    }
    input.onProgress?.({ bytes: text.bytes, rows: counts.rows, badRows: counts.badRows });
  };

  for await (const batch of reader.batches()) {
    for (const row of batch) {
      counts.rows += 1;
      if (Array.isArray(row)) report(row);
      else if (waiting.push(row) >= CHUNK_ROWS) await flush();
      if (input.signal?.aborted) break;
    }
    if (input.signal?.aborted) {
      stopped = true;
      break;
    }
  }
  // Rows that were read but not yet written when it was stopped are left to the next run.
  if (stopped) counts.rows -= waiting.length;
  else await flush();
  return { ...counts, encoding: text.encoding, unknownColumns: reader.header?.unknown ?? [], dryRun: input.dryRun ?? false, stopped };
}
