import { z } from '@hono/zod-openapi';
import { checkProof, PROOF_METHODS, startProof } from '../../records/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, MaybeMoment } from './http/schemas.ts';

const Method = z.enum(PROOF_METHODS, `one of ${PROOF_METHODS.join(', ')}`);
const state = z.enum(['pending', 'proved', 'failed']);

export const ProofState = z.object({ id: z.number().int(), method: Method, state, checkedAt: MaybeMoment, finding: z.string().nullable() }).openapi('ProofState');
const Started = z
  .object({
    proofId: z.number().int(),
    token: z.string(),
    state,
    place: z.object({ method: Method, where: z.string(), content: z.string(), instruction: z.object({ 'zh-CN': z.string(), en: z.string() }) }).openapi({ description: 'What is to stand where' }),
  })
  .openapi('ProofStarted');
const Checked = z.object({ state: z.enum(['proved', 'failed']), finding: z.string(), verifiedAt: MaybeMoment }).openapi('ProofChecked');

const tag = 'Resources';

export function proofRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'post', path: '/resources/{id}/proofs', name: 'startProof', tag, summary: 'Start a proof of ownership', zh: '发起网站所有权验证', description: 'By a file, a meta tag or a DNS TXT record. Asking again gives the same token.', needs: 'records.edit', params: IdParams, body: z.strictObject({ method: Method }), answer: Started },
    (ctx, { params, body }) => startProof(ctx, { resourceId: params.id, method: body.method }),
  );
  endpoint(
    api,
    { method: 'post', path: '/resources/{id}/proofs/{method}/check', name: 'checkProof', tag, summary: 'Look for the token now', zh: '检查所有权验证', needs: 'records.edit', params: IdParams.extend({ method: Method }), answer: Checked, errors: ['CONFLICT'], keyed: 'harmless' },
    (ctx, { params }) => checkProof(ctx, { resourceId: params.id, method: params.method }),
  );
}
