import { and, desc, eq, gte, like, lt } from 'drizzle-orm';
import { z } from 'zod';
import { audit } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { Moment } from '../lib/moment.ts';
import { parse } from '../lib/parse.ts';
import { authorize } from './abilities/index.ts';
import { pageOf } from './page.ts';

const word = z.string().min(1).max(200).refine((text) => !text.includes('\0'), 'must not hold control characters');

export const AuditInput = z.object({
  subjectKind: word.optional(),
  subjectId: word.optional(),
  actor: word.optional(),
  /** One action (`sweep.approve`), or with a dot at its end all that begin so (`sweep.`). */
  action: word.regex(/^[a-z_]+(\.[a-z_]+)*\.?$/, 'an action, or its beginning with a dot at the end').optional(),
  /** Business time, from this moment on. */
  from: Moment.optional(),
  /** Business time, before this moment. */
  to: Moment.optional(),
  /** The `next` of the page before: entries older than this one. */
  before: z.int().positive().default(Number.MAX_SAFE_INTEGER),
  limit: z.int().min(1).max(500).default(50),
});

export type AuditEntryRow = typeof audit.$inferSelect;

export interface AuditPage {
  items: AuditEntryRow[];
  next: number | null;
}

/** Who did what, newest first; of one subject (`sweep`, `12`), one actor (`staff:3`), some actions or some time when given. */
export async function listAudit(ctx: Ctx, input: z.input<typeof AuditInput> = {}): Promise<AuditPage> {
  authorize(ctx, 'audit.read');
  const { subjectKind, subjectId, actor, action, from, to, before, limit } = parse(AuditInput, input);
  const found = await ctx.db
    .select()
    .from(audit)
    .where(
      and(
        lt(audit.id, before),
        subjectKind === undefined ? undefined : eq(audit.subjectKind, subjectKind),
        subjectId === undefined ? undefined : eq(audit.subjectId, subjectId),
        actor === undefined ? undefined : eq(audit.actor, actor),
        action === undefined ? undefined : actionIs(action),
        from === undefined ? undefined : gte(audit.at, from),
        to === undefined ? undefined : lt(audit.at, to),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit + 1);
  return pageOf(found, limit);
}

/** An underscore would stand for any letter in a pattern. */
function actionIs(action: string) {
  return action.endsWith('.') ? like(audit.action, `${action.replaceAll('_', '\\_')}%`) : eq(audit.action, action);
}
