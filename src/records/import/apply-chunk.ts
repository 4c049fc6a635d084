import type { Tx } from '../../db/client.ts';
import { refreshFacts } from '../../facts/index.ts';
import { audit } from '../../lib/audit.ts';
import type { Ctx } from '../../lib/ctx.ts';
import type { BadRow } from './bad-row.ts';
import type { ImportRow } from './parse-row.ts';
import { type AffiliateChange, upsertAffiliates } from './upsert-affiliates.ts';
import { insertPlacements, pidsOfOthers } from './upsert-placements.ts';
import { upsertResources } from './upsert-resources.ts';

/** What an import has done so far. `rows` = `good` + `badRows`. */
export interface ImportCounts {
  /** Rows of the file below its header. */
  rows: number;
  /** Rows that went in. */
  good: number;
  /** Rows with at least one fault: nothing of them went in. */
  badRows: number;
  /** Faults; a row may have several. */
  faults: number;
  affiliatesNew: number;
  affiliatesUpdated: number;
  resourcesNew: number;
  versionsNew: number;
  placementsNew: number;
  /** Resources that the file names just as they stand. */
  unchanged: number;
  /** Rows overtaken by a later row of the same member and address: the last one holds. */
  overtaken: number;
}

export interface ChunkInput {
  rows: ImportRow[];
  fileName: string;
  /** Fields whose column the file does not have: they stay as they are. */
  absentFields: readonly string[];
  dryRun: boolean;
  onChunk?: ((tx: Tx, made: ChunkAffiliates) => Promise<void>) | undefined;
}

/** The affiliates of one chunk: those that are new, and all that it names. */
export interface ChunkAffiliates {
  newAffiliateIds: number[];
  affiliateIds: number[];
}

export interface ChunkDone {
  counts: Omit<ImportCounts, 'rows' | 'badRows' | 'faults'>;
  bad: BadRow[];
}

/** Writes one chunk of rows, set by set, inside the caller's transaction. Rows whose PID another affiliate holds are handed back. */
export async function applyChunk(tx: Tx, ctx: Ctx, input: ChunkInput): Promise<ChunkDone> {
  const bad = await pidsOfOthers(tx, input.rows);
  const refused = new Set(bad.map((fault) => fault.line));
  const rows = input.rows.filter((row) => !refused.has(row.line));

  const affiliates = await upsertAffiliates(tx, ctx, rows);
  const resources = await upsertResources(tx, ctx, rows, affiliates.idOf, input.absentFields);
  const placements = await insertPlacements(tx, ctx, rows, affiliates.idOf, resources.idOf);
  await input.onChunk?.(tx, { newAffiliateIds: affiliates.newIds, affiliateIds: [...affiliates.idOf.values()] });

  const counts = {
    good: rows.length,
    affiliatesNew: affiliates.newIds.length,
    affiliatesUpdated: affiliates.changes.length,
    resourcesNew: resources.made,
    versionsNew: resources.versions,
    placementsNew: placements.made,
    unchanged: resources.unchanged,
    overtaken: resources.overtaken,
  };
  if (!input.dryRun) {
    await refreshFacts(tx, [...new Set([...affiliates.newIds, ...resources.touched, ...placements.touched])]);
    await auditChunk(tx, ctx, input, counts, affiliates.changes);
  }
  return { counts, bad };
}

async function auditChunk(tx: Tx, ctx: Ctx, { rows, fileName }: ChunkInput, counts: ChunkDone['counts'], changes: AffiliateChange[]): Promise<void> {
  await audit(tx, ctx, {
    action: 'records.import',
    subject: { kind: 'file', id: fileName.slice(-200) },
    before: changes.length > 0 ? changes.map(({ id, before }) => ({ id, ...before })) : undefined,
    after: { lines: [rows[0]?.line, rows.at(-1)?.line], ...counts, ...(changes.length > 0 ? { affiliates: changes.map(({ id, after }) => ({ id, ...after })) } : {}) },
  });
}
