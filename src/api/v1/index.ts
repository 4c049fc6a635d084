import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Deps } from '../../lib/ctx.ts';
import { AppError } from '../../lib/errors.ts';
import { affiliateRoutes } from './affiliates.ts';
import { auditRoutes } from './audit.ts';
import { caseRoutes } from './cases.ts';
import { deliveryRoutes } from './deliveries.ts';
import { factRoutes } from './facts.ts';
import { bearer } from './http/bearer.ts';
import type { Api, ApiEnv } from './http/env.ts';
import { importRoutes } from './imports.ts';
import { keyRoutes } from './keys.ts';
import { messageRoutes } from './messages.ts';
import { observationRoutes } from './observations.ts';
import { permissionRoutes } from './permissions.ts';
import { placementRoutes } from './placements.ts';
import { policyRoutes } from './policies.ts';
import { proofRoutes } from './proofs.ts';
import { recordHistoryRoutes } from './record-history.ts';
import { reportRoutes } from './reports.ts';
import { resourceRoutes } from './resources.ts';
import { staffRoutes } from './staff.ts';
import { sweepActionRoutes } from './sweep-actions.ts';
import { sweepRoutes } from './sweeps.ts';

const BODY_BYTES = 1_000_000;

/** Every resource, in the order in which the documentation shows them. */
const RESOURCES = [
  permissionRoutes,
  affiliateRoutes,
  importRoutes,
  resourceRoutes,
  recordHistoryRoutes,
  proofRoutes,
  placementRoutes,
  reportRoutes,
  observationRoutes,
  policyRoutes,
  sweepRoutes,
  sweepActionRoutes,
  deliveryRoutes,
  messageRoutes,
  caseRoutes,
  keyRoutes,
  staffRoutes,
  factRoutes,
  auditRoutes,
];

/** The JSON API, to be mounted at /api/v1: who asks is settled first, then how much is read. */
export function createApi(deps: Deps): Api {
  const api = new OpenAPIHono<ApiEnv>();
  api.use(bearer(deps));
  const limited = smallBodies();
  // The import reads its body as a stream, up to a limit of its own.
  api.use((c, next) => (c.req.method === 'POST' && c.req.path.endsWith('/imports') ? next() : limited(c, next)));
  for (const add of RESOURCES) add(api);
  return api;
}

/** Reads no more than 1 MB, also of a chunked body, which names no length. */
export function smallBodies(): MiddlewareHandler {
  return bodyLimit({
    maxSize: BODY_BYTES,
    onError: () => {
      throw new AppError('PAYLOAD_TOO_LARGE', `a body of ${BODY_BYTES / 1e6} MB at most is taken here`);
    },
  });
}
