import { type SQL, sql } from 'drizzle-orm';
import { row, type Tx, ts } from '../db/client.ts';
import type { NoticeKind } from './kinds.ts';

export interface InsertNotices {
  causeKind: 'sweep' | 'case' | 'repair' | 'closing';
  causeId: number;
  kind: NoticeKind;
  permission: string;
  /** Business time. */
  createdAt: Date;
  /** Business time before which nothing leaves and no message shows. */
  sendAfter: Date;
  /** A SELECT that gives the columns `affiliate_id` int8 and `payload` jsonb (the shape of NoticePayload), one row an affiliate. */
  source: SQL;
}

/**
 * Writes notices with their deliveries and messages in one statement; meant for chunks of tens of thousands.
 * A second call for the same cause, affiliate and kind writes nothing. Returns how many notices were written.
 */
export async function insertNotices(tx: Tx, input: InsertNotices): Promise<number> {
  const sendAfter = ts(input.sendAfter);
  const written = await row<{ count: number }>(tx, sql`
    with source as (${input.source}),
    noticed as (
      insert into notice (cause_kind, cause_id, affiliate_id, kind, permission, payload, created_at, send_after)
      select ${input.causeKind}::text, ${input.causeId}::int8, s.affiliate_id, ${input.kind}::text, ${input.permission}::text, s.payload, ${ts(input.createdAt)}, ${sendAfter}
      from source s
      on conflict (cause_kind, cause_id, affiliate_id, kind) do nothing
      returning id, affiliate_id
    ),
    mailed as (insert into delivery (notice_id, state, attempts, send_after) select id, 'pending', 0, ${sendAfter} from noticed),
    messaged as (insert into message (notice_id, affiliate_id, show_after) select id, affiliate_id, ${sendAfter} from noticed)
    select count(*)::int as count from noticed`);
  return written?.count ?? 0;
}
