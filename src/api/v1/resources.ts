import { z } from '@hono/zod-openapi';
import { editRecord, getResource, KINDS, listResources, PROMOTION_SCENES, registerResource } from '../../records/index.ts';
import { FieldChange, Fields } from './record-schemas.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, listOf, MaybeMoment, Moment, PageQuery } from './http/schemas.ts';
import { Placement } from './placements.ts';
import { ProofState } from './proofs.ts';

const row = {
  id: z.number().int(),
  affiliateId: z.number().int(),
  kind: z.enum(KINDS),
  url: z.string().openapi({ description: 'Canonical address, or the identifier of a resource that is no site' }),
  currentVersion: z.number().int(),
  createdAt: Moment,
  verifiedAt: MaybeMoment,
  lastCrawledAt: MaybeMoment,
};
const Resource = z.object(row).openapi('Resource');
const ResourceWithFields = z.object({ ...row, fields: Fields }).openapi('ResourceWithFields');
const ResourceView = z.object({ ...row, fields: Fields, placements: z.array(Placement), proofs: z.array(ProofState) }).openapi('ResourceView');
const Edited = z.object({ resourceId: z.number().int(), version: z.number().int(), changes: z.array(FieldChange) });

const text = z.string().nullish();
/** The form only: the verb judges the values, and says of each what it expects. */
const optionalFields = {
  category: text,
  promotion_scene: text.openapi({ enum: [...PROMOTION_SCENES, null] }),
  icp: text.openapi({ description: 'ICP number', example: '浙ICP备12345678号-1' }),
  description: text,
  daily_uv: z.union([z.number(), z.string()]).nullish().openapi({ type: ['integer', 'null'] }),
  contact: text,
};
const NewRecord = z.strictObject({ kind: z.enum(KINDS, `one of ${KINDS.join(', ')}`), name: z.string(), url: z.string(), ...optionalFields }).openapi('NewRecord');
const RecordPatch = z.strictObject({ kind: z.enum(KINDS).optional(), name: z.string().optional(), url: z.string().optional(), ...optionalFields }).openapi('RecordPatch');

const tag = 'Resources';

export function resourceRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/affiliates/{id}/resources', name: 'listResources', tag, summary: 'List an affiliate’s resources', zh: '推广资源列表', needs: 'records.read', params: IdParams, query: PageQuery, answer: listOf(ResourceWithFields) },
    async (ctx, { params, query }) => {
      const found = await listResources(ctx, { affiliateId: params.id, ...query });
      return { items: found.resources, next: found.next };
    },
  );
  endpoint(
    api,
    { method: 'post', path: '/affiliates/{id}/resources', name: 'registerResource', tag, summary: 'Register a promotion resource', zh: '登记推广资源', description: 'A site is due for its first crawl at once.', needs: 'records.edit', params: IdParams, body: NewRecord, status: 201, answer: Resource, errors: ['CONFLICT'] },
    (ctx, { params, body }) => registerResource(ctx, { affiliateId: params.id, fields: body }),
  );
  endpoint(
    api,
    { method: 'get', path: '/resources/{id}', name: 'getResource', tag, summary: 'Get a resource', zh: '查看推广资源', description: 'With the fields of its current version, its PIDs and its proofs of ownership.', needs: 'records.read', params: IdParams, answer: ResourceView },
    (ctx, { params }) => getResource(ctx, params.id),
  );
  endpoint(
    api,
    { method: 'patch', path: '/resources/{id}/record', name: 'editRecord', tag, summary: 'Edit the record', zh: '修改资源信息', description: 'Fields that are not named stay. A change makes a new version; another host takes the proof of ownership back.', needs: 'records.edit', params: IdParams, body: RecordPatch, answer: Edited, errors: ['CONFLICT'] },
    (ctx, { params, body }) => editRecord(ctx, { resourceId: params.id, fields: body }),
  );
}
