import { and, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { audit } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { authorize } from './abilities/index.ts';
import { pageOf } from './page.ts';

const word = z.string().min(1).max(200).refine((text) => !text.includes('\0'), 'must not hold control characters');

export const AuditInput = z.object({
  subjectKind: word.optional(),
  subjectId: word.optional(),
  actor: word.optional(),
  /** The `next` of the page before: entries older than this one. */
  before: z.int().positive().default(Number.MAX_SAFE_INTEGER),
  limit: z.int().min(1).max(500).default(50),
});

export type AuditEntryRow = typeof audit.$inferSelect;

export interface AuditPage {
  items: AuditEntryRow[];
  next: number | null;
}

/** Who did what, newest first; of one subject (`sweep`, `12`) or one actor (`staff:3`) when given. */
export async function listAudit(ctx: Ctx, input: z.input<typeof AuditInput> = {}): Promise<AuditPage> {
  authorize(ctx, 'audit.read');
  const { subjectKind, subjectId, actor, before, limit } = parse(AuditInput, input);
  const found = await ctx.db
    .select()
    .from(audit)
    .where(
      and(
        lt(audit.id, before),
        subjectKind === undefined ? undefined : eq(audit.subjectKind, subjectKind),
        subjectId === undefined ? undefined : eq(audit.subjectId, subjectId),
        actor === undefined ? undefined : eq(audit.actor, actor),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit + 1);
  return pageOf(found, limit);
}
