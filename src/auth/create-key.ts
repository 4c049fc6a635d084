import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Executor } from '../db/client.ts';
import { affiliate, apiKey } from '../db/schema/index.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { AppError, notFound } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { realNow } from '../lib/real-time.ts';
import { ACTIONS, type Action, authorize, grantable } from './abilities/index.ts';
import { hashSecret, makeToken } from './key-token.ts';
import { returned, staffOrThrow } from './staff-rows.ts';

export const CreateKeyInput = z
  .strictObject({
    name: z.string('a name').trim().min(1, 'must not be empty').max(100, 'at most 100 characters'),
    /** Whom the key acts as; a machine of its own when neither is given. */
    staffId: z.int().positive().optional(),
    affiliateId: z.int().positive().optional(),
    /** null or absent = all that the owner may do. A machine's key must name its scopes. */
    scopes: z.array(z.enum(ACTIONS as [Action, ...Action[]], { error: `an action: one of ${ACTIONS.join(', ')}` })).min(1, 'at least one scope').nullish(),
    /** Real time. */
    expiresAt: z.coerce.date('an ISO 8601 moment').nullish(),
  })
  .refine((key) => key.staffId === undefined || key.affiliateId === undefined, { path: ['affiliateId'], message: 'a key belongs to a member of the staff or to an affiliate, not to both' });

export interface CreatedKey {
  id: number;
  prefix: string;
  /** The whole key `tg_<prefix>_<secret>`: shown this once, kept as a hash only. */
  key: string;
  name: string;
  scopes: string[] | null;
  expiresAt: Date | null;
}

/**
 * Makes an API key. Its scopes never exceed what its owner may do, nor, when a scoped key makes it, that key's own scopes.
 * @throws INVALID_INPUT for a scope that the owner cannot have, or an expiry in the past; NOT_FOUND for an owner that does not exist.
 */
export async function createKey(ctx: Ctx, input: z.input<typeof CreateKeyInput>): Promise<CreatedKey> {
  authorize(ctx, 'keys.manage');
  const wanted = parse(CreateKeyInput, input);
  const { name, staffId, affiliateId } = wanted;
  // Else one administrator could act as planner and approver both.
  if (staffId !== undefined && ctx.actor.kind === 'staff' && ctx.actor.staffId !== staffId) {
    throw new AppError('FORBIDDEN', `a person's key is made by that person or by the operator of the machine, not by staff:${ctx.actor.staffId} for staff:${staffId}`);
  }
  const scopes = wanted.scopes ? [...new Set(wanted.scopes)] : null;
  const expiresAt = wanted.expiresAt ?? null;
  if (expiresAt && expiresAt.getTime() <= realNow().getTime()) throw fault('expiresAt', `${expiresAt.toISOString()} is past`);
  const { prefix, secret, token } = makeToken();
  return ctx.db.transaction(async (tx) => {
    checkScopes(ctx, scopes, await allowedScopes(tx, wanted));
    const [made] = await tx
      .insert(apiKey)
      .values({ prefix, secretHash: hashSecret(secret), name, staffId: staffId ?? null, affiliateId: affiliateId ?? null, scopes, createdAt: ctx.clock.now(), createdBy: actorRef(ctx.actor), expiresAt })
      .returning({ id: apiKey.id });
    const { id } = returned(made, 'the API key');
    await audit(tx, ctx, { action: 'key.create', subject: { kind: 'key', id }, after: { prefix, name, staffId, affiliateId, scopes, expiresAt } });
    return { id, prefix, key: token, name, scopes, expiresAt };
  });
}

async function allowedScopes(db: Executor, { staffId, affiliateId, scopes }: z.output<typeof CreateKeyInput>): Promise<Action[]> {
  if (staffId !== undefined) return grantable({ kind: 'staff', roles: (await staffOrThrow(db, staffId)).roles });
  if (affiliateId !== undefined) {
    const [found] = await db.select({ id: affiliate.id }).from(affiliate).where(eq(affiliate.id, affiliateId));
    if (!found) throw notFound('affiliate', affiliateId);
    return grantable({ kind: 'affiliate' });
  }
  if (!scopes) throw fault('scopes', `a machine's key must name its scopes: ${grantable({ kind: 'machine' }).join(', ')}`);
  return grantable({ kind: 'machine' });
}

function checkScopes(ctx: Ctx, scopes: Action[] | null, allowed: Action[]): void {
  const own = 'scopes' in ctx.actor ? ctx.actor.scopes : null;
  if (own !== null && scopes === null) throw new AppError('FORBIDDEN', 'a key that is limited to scopes cannot make one without: name scopes out of its own');
  const beyond = own === null ? undefined : scopes?.find((scope) => !own.includes(scope));
  if (beyond !== undefined) throw new AppError('FORBIDDEN', `a key that is limited to scopes cannot pass on ${beyond}, which it has not`);
  const excess = scopes?.find((scope) => !allowed.includes(scope));
  if (excess !== undefined) throw fault('scopes', `${excess} is beyond what the owner may do (${allowed.join(', ') || 'nothing'})`);
}

function fault(path: string, message: string): AppError {
  return new AppError('INVALID_INPUT', `${path}: ${message}`, { issues: [{ path, message }] });
}
