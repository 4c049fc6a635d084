import { z } from '@hono/zod-openapi';
import { rebuildFacts } from '../../facts/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';

const Rebuilt = z.object({ affiliates: z.number().int(), differing: z.number().int().openapi({ description: '0 unless something had drifted' }) });

export function factRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'post', path: '/facts/rebuild', name: 'rebuildFacts', tag: 'Administration', summary: 'Derive all facts anew', zh: '重建事实数据', description: 'The result is the same as before unless something had drifted.', needs: 'facts.rebuild', answer: Rebuilt, keyed: 'harmless' },
    (ctx) => rebuildFacts(ctx),
  );
}
