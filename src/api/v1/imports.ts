import { z } from '@hono/zod-openapi';
import { AppError } from '../../lib/errors.ts';
import { type BadRow, ENCODINGS, importAffiliates, type ImportInput } from '../../records/index.ts';
import { declareInitialStanding, PermissionSchema } from '../../policy/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { FlagText } from './http/schemas.ts';

/** Bytes of one import; what is larger goes through `tuiguan import`. */
export const IMPORT_BYTES = 64_000_000;
/** Bad rows that are answered one by one; all are counted. */
const SHOWN = 1_000;

const count = z.number().int();
const Summary = z
  .object({
    rows: count,
    good: count,
    badRows: count,
    affiliatesNew: count,
    affiliatesUpdated: count,
    resourcesNew: count,
    versionsNew: count,
    placementsNew: count,
    unchanged: count,
    overtaken: count,
    encoding: z.string(),
    unknownColumns: z.array(z.string()),
    dryRun: z.boolean(),
    bad: z.array(z.object({ line: count, column: z.string().nullable(), value: z.string(), reason: z.string() })),
    badNotShown: count,
  })
  .openapi('ImportSummary');

const ImportQuery = z.strictObject({
  dryRun: FlagText.default(false).openapi({ type: 'boolean', description: 'Find and count all, write nothing' }),
  encoding: z.enum(ENCODINGS).optional().openapi({ description: 'Skips the detection' }),
  initialStanding: z
    .string()
    .regex(/^\w+=(granted|closed)$/, 'permission=granted or permission=closed')
    .transform((text) => text.split('='))
    .pipe(z.tuple([PermissionSchema, z.enum(['granted', 'closed'])]))
    .optional()
    .openapi({ type: 'string', example: 'cross_store_settlement=granted', description: 'Where affiliates that are new stand' }),
});

export function importRoutes(api: Api): void {
  endpoint(
    api,
    {
      method: 'post',
      path: '/imports',
      name: 'importAffiliates',
      tag: 'Affiliates',
      summary: 'Import affiliates from CSV',
      zh: '批量导入推广者',
      description: 'UTF-8 or GBK, read as a stream. Bad rows are reported and passed over. Running it again changes nothing, so it needs no Idempotency-Key.',
      needs: 'records.import',
      query: ImportQuery,
      body: z.string().openapi({ description: 'The CSV file, at most 64 MB' }),
      bodyType: 'text/csv',
      answer: Summary,
      keyed: 'harmless',
    },
    async (ctx, { query, c }) => {
      const bad: BadRow[] = [];
      const summary = await importAffiliates(ctx, {
        source: csvBody(c.req.raw),
        fileName: 'API import',
        dryRun: query.dryRun,
        signal: c.req.raw.signal,
        ...(query.encoding ? { encoding: query.encoding } : {}),
        onBadRow: (row) => {
          if (bad.length < SHOWN) bad.push(row);
        },
        ...(query.initialStanding ? { onChunk: standing(query.initialStanding, ctx) } : {}),
      });
      return { ...summary, bad, badNotShown: summary.faults - bad.length };
    },
  );
}

function standing([permission, state]: ['cross_store_settlement' | 'open_api', 'granted' | 'closed'], ctx: Parameters<typeof importAffiliates>[0]): NonNullable<ImportInput['onChunk']> {
  return async (tx, { affiliateIds }) => {
    await declareInitialStanding(tx, ctx, { permission, state, affiliateIds, at: ctx.clock.now() });
  };
}

/** The body piece by piece, counted as it comes: a chunked one names no length. */
async function* csvBody(request: Request): AsyncGenerator<Uint8Array> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^text\/(csv|plain)\b/i.test(type)) throw new AppError('INVALID_INPUT', `expected Content-Type text/csv, not ${type || 'none'}`, { issues: [{ path: 'body', message: 'expected text/csv' }] });
  const tooLarge = new AppError('PAYLOAD_TOO_LARGE', `an import takes ${IMPORT_BYTES / 1e6} MB at most; what was read before stays imported, and importing smaller parts goes on from there`);
  if (Number(request.headers.get('Content-Length') ?? 0) > IMPORT_BYTES) throw tooLarge;
  if (!request.body) throw new AppError('INVALID_INPUT', 'the body is empty: expected a CSV file', { issues: [{ path: 'body', message: 'is empty' }] });
  let bytes = 0;
  for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes > IMPORT_BYTES) throw tooLarge;
    yield piece;
  }
}
