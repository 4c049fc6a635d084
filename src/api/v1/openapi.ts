import type { Api } from './http/env.ts';

export type OpenApiDocument = ReturnType<Api['getOpenAPI31Document']>;

const TAGS = [
  { name: 'Settlement', description: 'What the settlement engine asks, order by order.', 'x-name-zh': '结算查询' },
  { name: 'Affiliates', description: 'Who promotes, and where they stand.', 'x-name-zh': '推广者' },
  { name: 'Resources', description: 'Sites, apps and channels, with every version of their records and the proof that they are the affiliate’s own.', 'x-name-zh': '推广资源' },
  { name: 'Placements', description: 'PIDs.', 'x-name-zh': '推广位' },
  { name: 'Quality', description: 'Reports on sites, and stops that wait for a person.', 'x-name-zh': '质量评估' },
  { name: 'Policies', description: 'What a permission requires, as versioned data.', 'x-name-zh': '政策' },
  { name: 'Sweeps', description: 'A policy applied to everyone: planned, approved by a second person, announced, in effect.', 'x-name-zh': '清查' },
  { name: 'Notices', description: 'Every mail and how far it came.', 'x-name-zh': '通知' },
  { name: 'Messages', description: 'The affiliate’s message centre.', 'x-name-zh': '站内消息' },
  { name: 'Re-review', description: 'The way back.', 'x-name-zh': '复审' },
  { name: 'Administration', description: 'Keys, staff, facts and the audit trail.', 'x-name-zh': '管理' },
];

const DESCRIPTION = `Records, site quality, policy sweeps, notices, re-review, and standing as of a moment.

Every request carries \`Authorization: Bearer tg_…\`. Keys are made with \`tuiguan key create\`. Times are ISO 8601 in UTC; lists come in pages of \`{items, next}\`.

A POST may carry an \`Idempotency-Key\`: the same request with the same key is done once, and its answer repeated for 24 hours with \`Idempotent-Replay: true\`. Every answer names its \`X-Request-Id\`. Errors are problem+json (RFC 9457), each code with a page of its own.`;

/** The OpenAPI 3.1 document of the API as it is mounted. */
export function openApiDocument(api: Api, at: { base: string; version: string }): OpenApiDocument {
  api.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer', description: 'An API key: tg_<prefix>_<secret>' });
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Tuiguan API', version: at.version, description: DESCRIPTION, license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' } },
    servers: [{ url: `${at.base}/api/v1` }],
    security: [{ apiKey: [] }],
    tags: TAGS,
  });
}
