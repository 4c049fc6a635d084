import { type SQL, sql } from 'drizzle-orm';
import { type Executor, rows } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { midnightAfter } from '../lib/workdays.ts';
import { STATEMENT_ALLOWANCE_MS } from './delivery-settings.ts';
import type { Locale, NoticeKind } from './kinds.ts';
import { PAYLOAD_WITH_SITES } from './payload-sql.ts';
import { renderMessage } from './render-notice.ts';
import { readRequirementTexts } from './requirement-texts.ts';

export interface Message {
  id: number;
  noticeId: number;
  kind: NoticeKind;
  permission: string;
  title: string;
  body: string;
  shownAt: Date;
  readAt: Date | null;
  /** What caused it: a sweep, a decided case, a repair. */
  cause: { kind: CauseKind; id: number };
  /** For a closing: the date that the mail states, and whether that is final (accepted) or the earliest that can still hold. */
  closing: { at: Date; final: boolean } | null;
}

export type CauseKind = 'sweep' | 'case' | 'repair' | 'closing';

interface MessageRow {
  id: number;
  noticeId: number;
  kind: NoticeKind;
  permission: string;
  causeKind: CauseKind;
  causeId: number;
  payload: unknown;
  name: string;
  memberId: string;
  locale: Locale;
  shownMs: number;
  readMs: number | null;
  statedMs: number | null;
  accepted: boolean;
}

/** Reads messages by a condition over `m` (message) and renders them in the affiliate's language, or in `locale`. */
export async function messagesWhere(ctx: Ctx, db: Executor, condition: SQL, limit: number, locale?: Locale): Promise<Message[]> {
  const found = await rows<MessageRow>(db, sql`
    select m.id, m.notice_id as "noticeId", n.kind, n.permission, n.cause_kind as "causeKind", n.cause_id as "causeId", ${PAYLOAD_WITH_SITES} as payload, a.name, a.member_id as "memberId", a.locale,
      (extract(epoch from m.show_after) * 1000)::float8 as "shownMs", (extract(epoch from m.read_at) * 1000)::float8 as "readMs",
      (extract(epoch from d.stated_effective_at) * 1000)::float8 as "statedMs", d.state = 'accepted' as accepted
    from message m join notice n on n.id = m.notice_id join affiliate a on a.id = m.affiliate_id join delivery d on d.notice_id = n.id
    where ${condition} order by m.id desc limit ${limit}`);
  const requirementText = await readRequirementTexts(db, found.map((each) => each.payload));
  return found.map((each) => {
    const closing = closingDate(ctx, each);
    const message = renderMessage({
      notice: { id: each.noticeId, kind: each.kind, permission: each.permission, payload: each.payload },
      affiliate: each,
      locale: locale ?? each.locale,
      requirementText,
      effectiveAt: closing,
      dateIsFinal: each.accepted,
      config: ctx.deps.config,
    });
    return {
      id: each.id,
      noticeId: each.noticeId,
      kind: each.kind,
      permission: each.permission,
      ...message,
      shownAt: new Date(each.shownMs),
      readAt: each.readMs === null ? null : new Date(each.readMs),
      cause: { kind: each.causeKind, id: each.causeId },
      closing: closing && { at: closing, final: each.accepted },
    };
  });
}

/** The date that the accepted mail stated; before that, the earliest that can still hold. */
function closingDate(ctx: Ctx, each: MessageRow): Date | null {
  if (each.kind !== 'closing_announced') return null;
  if (each.accepted && each.statedMs !== null) return new Date(each.statedMs);
  const days = (each.payload as { noticeDays?: number }).noticeDays ?? 0;
  return midnightAfter(new Date(Math.max(each.shownMs, ctx.clock.now().getTime()) + STATEMENT_ALLOWANCE_MS), days);
}
