import { z } from '@hono/zod-openapi';
import { diffVersions, recordHistory } from '../../records/index.ts';
import { FieldChange, Fields } from './record-schemas.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, IdText, Moment } from './http/schemas.ts';

const Version = z.object({ version: z.number().int(), changedBy: z.string(), createdAt: Moment, fields: Fields, changes: z.array(FieldChange) }).openapi('RecordVersion');

const tag = 'Resources';

export function recordHistoryRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/resources/{id}/history', name: 'recordHistory', tag, summary: 'All versions of the record', zh: '资源变更历史', description: 'The newest first, each with what it changed.', needs: 'records.read', params: IdParams, answer: z.object({ items: z.array(Version) }) },
    async (ctx, { params }) => ({ items: await recordHistory(ctx, { resourceId: params.id }) }),
  );
  endpoint(
    api,
    { method: 'get', path: '/resources/{id}/diff', name: 'diffVersions', tag, summary: 'What differs between two versions', zh: '版本差异对比', needs: 'records.read', params: IdParams, query: z.strictObject({ from: IdText, to: IdText }), answer: z.object({ changes: z.array(FieldChange) }) },
    async (ctx, { params, query }) => ({ changes: await diffVersions(ctx, { resourceId: params.id, ...query }) }),
  );
}
