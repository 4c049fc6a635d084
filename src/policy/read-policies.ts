import { and, desc, eq, type SQL } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import type { Executor } from '../db/client.ts';
import { policyVersion, sweep } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { AppError } from '../lib/errors.ts';
import { parse } from '../lib/parse.ts';
import { PermissionSchema } from './permissions.ts';
import { type PolicyVersion, toPolicyVersion } from './publish-policy.ts';

/** All versions of a permission's policy, newest first. */
export async function listPolicies(ctx: Ctx, permission: string): Promise<PolicyVersion[]> {
  authorize(ctx, 'policy.read');
  const name = parse(PermissionSchema, permission);
  const found = await ctx.db.select().from(policyVersion).where(eq(policyVersion.permission, name)).orderBy(desc(policyVersion.version));
  return found.map(toPolicyVersion);
}

/** The version in force. @throws NOT_FOUND when none was ever published. */
export async function publishedPolicy(db: Executor, permission: string): Promise<PolicyVersion> {
  return one(db, and(eq(policyVersion.permission, permission), eq(policyVersion.state, 'published')), `published policy of ${permission}`);
}

/** A version by its id. */
export async function policyById(db: Executor, id: number): Promise<PolicyVersion> {
  return one(db, eq(policyVersion.id, id), `policy version ${id}`);
}

/** The version that a sweep applies. */
export async function policyOfSweep(db: Executor, sweepId: number): Promise<PolicyVersion> {
  const [found] = await db.select({ id: sweep.policyVersionId }).from(sweep).where(eq(sweep.id, sweepId));
  if (!found) throw new AppError('NOT_FOUND', `sweep ${sweepId} was not found`);
  return policyById(db, found.id);
}

/** `cross_store_settlement` (the published one) or `cross_store_settlement@3`. */
export async function findPolicy(db: Executor, reference: string): Promise<PolicyVersion> {
  const [name, version] = reference.split('@');
  const permission = parse(PermissionSchema, name);
  if (version === undefined) return publishedPolicy(db, permission);
  const number = Number(version.replace(/^v/, ''));
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000) throw new AppError('INVALID_INPUT', `"${reference}" is not a policy: write PERMISSION or PERMISSION@VERSION`);
  return one(db, and(eq(policyVersion.permission, permission), eq(policyVersion.version, number)), `policy ${permission}@${number}`);
}

async function one(db: Executor, where: SQL | undefined, what: string): Promise<PolicyVersion> {
  const [found] = await db.select().from(policyVersion).where(where).limit(1);
  if (!found) throw new AppError('NOT_FOUND', `there is no ${what}`);
  return toPolicyVersion(found);
}
