import { z } from '@hono/zod-openapi';
import { DecideInput, decideObservations, listObservations } from '../../crawl/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { FlagText, listOf, Moment, paged, PageQuery } from './http/schemas.ts';

const State = z.enum(['open', 'confirmed', 'rejected', 'cleared']);
const Observation = z
  .object({
    id: z.number().int(),
    affiliateId: z.number().int(),
    memberId: z.string(),
    resourceId: z.number().int(),
    url: z.string(),
    code: z.string(),
    state: State,
    times: z.number().int(),
    firstSeenAt: Moment,
    lastSeenAt: Moment,
    evidence: z.unknown().openapi({ description: 'What the latest visit found' }),
  })
  .openapi('Observation');
const ObservationsQuery = PageQuery.extend({
  state: State.default('open'),
  ripe: FlagText.default(false).openapi({ type: 'boolean', description: 'Only those seen often enough to be confirmed' }),
});

const tag = 'Quality';

export function observationRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/observations', name: 'listObservations', tag, summary: 'Observed stops', zh: '疑似违规列表', description: 'The reviewer’s queue, the oldest first. None counts against anybody until a person confirms it.', needs: 'observation.decide', query: ObservationsQuery, answer: listOf(Observation) },
    async (ctx, { query }) => {
      const page = paged(await listObservations(ctx, { ...query, limit: query.limit + 1 }), query.limit, (found) => found.id);
      return { ...page, items: page.items.map((found) => ({ ...found, state: State.parse(found.state) })) };
    },
  );
  endpoint(
    api,
    { method: 'post', path: '/observations/decisions', name: 'decideObservations', tag, summary: 'Confirm or reject observed stops', zh: '确认或驳回违规', description: 'All of them or none.', needs: 'observation.decide', body: DecideInput, answer: z.object({ decided: z.number().int() }), errors: ['NOT_FOUND', 'CONFLICT'] },
    async (ctx, { body }) => ({ decided: await decideObservations(ctx, body) }),
  );
}
