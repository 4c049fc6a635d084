import { and, desc, eq, sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { policyVersion } from '../db/schema/index.ts';
import { audit } from '../lib/audit.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { type PolicyDefinition, PolicyDefinitionSchema } from './definition.ts';

export interface PolicyVersion {
  id: number;
  permission: string;
  version: number;
  state: 'draft' | 'published' | 'retired';
  definition: PolicyDefinition;
  createdBy: string;
  createdAt: Date;
  publishedAt: Date | null;
}

/**
 * Publishes a policy as the next version of its permission; the version before it is retired. A version never changes.
 * @throws INVALID_INPUT with the path of each fault in the definition.
 */
export async function publishPolicy(ctx: Ctx, input: unknown): Promise<PolicyVersion> {
  authorize(ctx, 'policy.publish');
  const definition = parse(PolicyDefinitionSchema, input);
  return ctx.db.transaction(async (tx) => {
    // One at a time: of two that publish at once the later is the next version, not a collision.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`policy ${definition.permission}`}, 0))`);
    const of = eq(policyVersion.permission, definition.permission);
    const [latest] = await tx.select().from(policyVersion).where(of).orderBy(desc(policyVersion.version)).limit(1);
    await tx.update(policyVersion).set({ state: 'retired' }).where(and(of, eq(policyVersion.state, 'published')));
    const now = ctx.clock.now();
    const by = actorRef(ctx.actor);
    const [made] = await tx
      .insert(policyVersion)
      .values({ permission: definition.permission, version: (latest?.version ?? 0) + 1, state: 'published', definition, createdBy: by, createdAt: now, publishedBy: by, publishedAt: now })
      .returning();
    if (!made) throw new Error('insert returned no row');
    await audit(tx, ctx, { action: 'policy.publish', subject: { kind: 'policy', id: `${made.permission}@${made.version}` }, before: latest?.definition, after: definition });
    return toPolicyVersion(made);
  });
}

export function toPolicyVersion(found: typeof policyVersion.$inferSelect): PolicyVersion {
  const { publishedBy: _by, definition, ...rest } = found;
  return { ...rest, definition: definition as PolicyDefinition };
}
