import { z } from '@hono/zod-openapi';
import { listAudit } from '../../auth/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { listOf, Moment, NewestQuery } from './http/schemas.ts';

const Entry = z
  .object({
    id: z.number().int(),
    at: Moment,
    actor: z.string().openapi({ example: 'staff:3' }),
    action: z.string().openapi({ example: 'sweep.approve' }),
    subjectKind: z.string(),
    subjectId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    requestId: z.string(),
  })
  .openapi('AuditEntry');
const AuditQuery = NewestQuery.extend({
  subjectKind: z.string().optional().openapi({ example: 'sweep' }),
  subjectId: z.string().optional(),
  actor: z.string().optional().openapi({ example: 'staff:3' }),
  action: z.string().optional().openapi({ example: 'sweep.', description: 'One action, or with a dot at its end all that begin so.' }),
  from: z.string().optional().openapi({ example: '2013-12-06T00:00:00+08:00' }),
  to: z.string().optional().openapi({ description: 'Before this moment.' }),
});

export function auditRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/audit', name: 'listAudit', tag: 'Administration', summary: 'Who did what', zh: '操作审计', description: 'The newest first, with before and after.', needs: 'audit.read', query: AuditQuery, answer: listOf(Entry) },
    (ctx, { query }) => listAudit(ctx, query),
  );
}
