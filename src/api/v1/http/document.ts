import { type RouteConfig, z } from '@hono/zod-openapi';
import { rolesFor } from '../../../auth/index.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../../lib/errors.ts';
import { Problem } from './problem.ts';
import type { AnySpec } from './spec.ts';

const ALWAYS: ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_INPUT', 'RATE_LIMITED', 'UNAVAILABLE', 'INTERNAL'];

const KEY_HEADER = z.object({ 'Idempotency-Key': z.string().max(200).optional().openapi({ description: 'Done once for this key; a repeat gets the same answer for 24 hours' }) });

/** What OpenAPI says of a route. Errors that every route can give are added by themselves. */
export function routeConfig(spec: AnySpec): RouteConfig {
  const type = spec.bodyType ?? 'application/json';
  return {
    method: spec.method,
    path: spec.path,
    operationId: spec.name,
    tags: [spec.tag],
    summary: spec.summary,
    description: describe(spec),
    security: [{ apiKey: [] }],
    request: {
      ...(spec.params ? { params: spec.params } : {}),
      ...(spec.query ? { query: spec.query } : {}),
      ...(keeps(spec) ? { headers: KEY_HEADER } : {}),
      ...(spec.body ? { body: { required: true, content: { [type]: { schema: spec.body } } } } : {}),
    },
    responses: {
      [spec.status ?? 200]: { description: spec.answers ?? 'The answer', content: { 'application/json': { schema: spec.answer } } },
      ...problems(spec),
    },
    'x-summary-zh': spec.zh,
    ...(spec.needs ? { 'x-scope': spec.needs } : {}),
  };
}

function keeps(spec: AnySpec): boolean {
  return spec.method === 'post' && (spec.keyed ?? 'kept') === 'kept';
}

function describe({ description, needs }: AnySpec): string {
  const right = needs ? `Scope \`${needs}\`; roles ${rolesFor(needs).join(', ')}.` : 'Any valid key.';
  return description ? `${description} ${right}` : right;
}

function problems(spec: AnySpec): RouteConfig['responses'] {
  const codes = new Set<ErrorCode>([...ALWAYS, ...(spec.errors ?? [])]);
  if (spec.params) codes.add('NOT_FOUND');
  if (spec.body) codes.add('PAYLOAD_TOO_LARGE');
  if (keeps(spec)) codes.add('CONFLICT');
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = ERROR_CATALOGUE[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const entries = [...byStatus].sort(([a], [b]) => a - b).map(([status, found]) => [
    String(status),
    {
      description: found.map((code) => `\`${code}\` ${ERROR_CATALOGUE[code].meaning}`).join(' '),
      'x-codes': found,
      content: { 'application/problem+json': { schema: Problem } },
    },
  ]);
  return Object.fromEntries(entries) as RouteConfig['responses'];
}
