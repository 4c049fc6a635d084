import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { rows } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import type { NoticeKind } from './kinds.ts';
import type { CauseKind } from './message-rows.ts';

/** Bounced and unknown ones wait for a person; deferred ones are tried again by themselves. */
export const TROUBLE_STATES = ['bounced', 'unknown', 'deferred'] as const;
export type TroubleState = (typeof TROUBLE_STATES)[number];

const Input = z.object({
  state: z.enum(TROUBLE_STATES).optional(),
  /** Delivery id: the `next` of the page before. */
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export interface TroubledDelivery {
  deliveryId: number;
  noticeId: number;
  state: TroubleState;
  affiliateId: number;
  memberId: string;
  name: string;
  kind: NoticeKind;
  permission: string;
  cause: { kind: CauseKind; id: number };
  attempts: number;
  address: string | null;
  messageId: string | null;
  response: string | null;
  statedEffectiveAt: Date | null;
  /** The address is silenced, so that nothing reaches it until somebody lifts that. */
  suppressed: boolean;
  /** What it announced was taken back since: nothing is to be done. */
  withdrawn: boolean;
}

interface Found extends Omit<TroubledDelivery, 'cause' | 'statedEffectiveAt'> {
  causeKind: CauseKind;
  causeId: number;
  statedMs: number | null;
}

/** Mails that did not arrive as they should, in order of delivery: for a person to settle with `resolveUnknown` or `liftSuppression`. */
export async function deliveryTrouble(ctx: Ctx, input: z.input<typeof Input> = {}): Promise<{ deliveries: TroubledDelivery[]; next: number | null }> {
  authorize(ctx, 'notices.read');
  const { state, after, limit } = parse(Input, input);
  // One limited walk a state in the partial index; the words are our own, and written out so that it is used.
  const walks = (state ? [state] : TROUBLE_STATES).map((each) => sql`(select d.* from delivery d where d.state = ${sql.raw(`'${each}'`)} and d.id > ${after} order by d.id limit ${limit + 1})`);
  const found = await rows<Found>(ctx.db, sql`
    select d.id as "deliveryId", n.id as "noticeId", d.state, n.affiliate_id as "affiliateId", a.member_id as "memberId", a.name, n.kind, n.permission,
      n.cause_kind as "causeKind", n.cause_id as "causeId", d.attempts, d.address, d.message_id as "messageId", d.response,
      (extract(epoch from d.stated_effective_at) * 1000)::float8 as "statedMs", s.address is not null as suppressed, d.send_after = 'infinity' as withdrawn
    from (select * from (${sql.join(walks, sql` union all `)}) w order by w.id limit ${limit + 1}) d
    join notice n on n.id = d.notice_id join affiliate a on a.id = n.affiliate_id
    left join suppression s on s.address = lower(d.address) and s.lifted_at is null
    order by d.id`);
  const deliveries = found.slice(0, limit).map(({ causeKind, causeId, statedMs, ...each }) => ({ ...each, cause: { kind: causeKind, id: causeId }, statedEffectiveAt: statedMs === null ? null : new Date(statedMs) }));
  return { deliveries, next: found.length > limit ? (deliveries.at(-1)?.deliveryId ?? null) : null };
}
