import type { Tx } from '../db/client.ts';
import { audit as auditTable } from '../db/schema/index.ts';
import { actorRef, type Ctx } from './ctx.ts';

export interface AuditEntry {
  /** The verb in dots: `sweep.approve`. */
  action: string;
  subject: { kind: string; id: string | number };
  before?: unknown;
  after?: unknown;
}

/** Writes the audit row: the last statement of a verb's transaction, so that nothing happens without it. */
export async function audit(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> {
  await tx.insert(auditTable).values({
    at: ctx.clock.now(),
    actor: actorRef(ctx.actor),
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: String(entry.subject.id),
    before: entry.before ?? null,
    after: entry.after ?? null,
    requestId: ctx.requestId,
  });
}
