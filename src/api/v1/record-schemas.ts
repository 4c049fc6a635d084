import { z } from '@hono/zod-openapi';

const value = z.union([z.string(), z.number(), z.null()]).openapi({ type: ['string', 'number', 'null'] });

/** The fields of a record version by name. */
export const Fields = z.record(z.string(), value).openapi({ example: { kind: 'site', name: '山野徒步', url: 'https://hike.example.cn/', icp: '浙ICP备12345678号-1' } });

export const FieldChange = z.object({ field: z.string(), before: value, after: value }).openapi('FieldChange');
