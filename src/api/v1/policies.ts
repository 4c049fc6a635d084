import { z } from '@hono/zod-openapi';
import { listPolicies, PolicyDefinitionSchema, PermissionSchema, publishPolicy } from '../../policy/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { MaybeMoment, Moment } from './http/schemas.ts';

const PolicyVersion = z
  .object({
    id: z.number().int(),
    permission: z.string(),
    version: z.number().int(),
    state: z.enum(['draft', 'published', 'retired']),
    definition: PolicyDefinitionSchema,
    createdBy: z.string(),
    createdAt: Moment,
    publishedAt: MaybeMoment,
  })
  .openapi('PolicyVersion');

const tag = 'Policies';

export function policyRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/policies', name: 'listPolicies', tag, summary: 'All versions of a permission’s policy', zh: '政策版本列表', description: 'The newest first.', needs: 'policy.read', query: z.strictObject({ permission: PermissionSchema }), answer: z.object({ items: z.array(PolicyVersion) }) },
    async (ctx, { query }) => ({ items: await listPolicies(ctx, query.permission) }),
  );
  endpoint(
    api,
    { method: 'post', path: '/policies', name: 'publishPolicy', tag, summary: 'Publish a policy', zh: '发布政策', description: 'It becomes the next version of its permission, and the one before is retired. A version never changes.', needs: 'policy.publish', body: PolicyDefinitionSchema, status: 201, answer: PolicyVersion },
    (ctx, { body }) => publishPolicy(ctx, body),
  );
}
