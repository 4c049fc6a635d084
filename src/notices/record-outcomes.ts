import { sql } from 'drizzle-orm';
import { arr, row, ts } from '../db/client.ts';
import { REAL_NOW } from '../db/real-time.ts';
import type { Ctx } from '../lib/ctx.ts';

/** What became of one attempt. `broken`: the relay may or may not have the mail; it stays `sending` until its log was asked. */
export interface Outcome {
  id: number;
  attempts: number;
  state: 'accepted' | 'deferred' | 'bounced' | 'unknown' | 'pending' | 'broken';
  response: string;
  acceptedAt?: Date;
  /** Real seconds until it is due again. */
  waitSeconds?: number;
  /** The address that a permanent failure silences. */
  suppress?: string;
}

/**
 * Writes outcomes, set-based. A late answer still counts when the row was set back or quarantined meanwhile and nobody
 * has claimed it since. Deferred past MAIL_RETRY_HOURS becomes bounced. Returns how many of them were given up that way.
 */
export async function recordOutcomes(ctx: Ctx, outcomes: readonly Outcome[]): Promise<{ gaveUp: number }> {
  if (outcomes.length === 0) return { gaveUp: 0 };
  const hours = ctx.deps.config.MAIL_RETRY_HOURS;
  const silenced = outcomes.filter((each) => each.suppress !== undefined);
  return ctx.db.transaction(async (tx) => {
    const written = await row<{ gaveUp: number }>(tx, sql`
      with u as (
        select * from unnest(${arr(outcomes.map((each) => each.id), 'int8')}, ${arr(outcomes.map((each) => each.attempts), 'int4')},
          ${arr(outcomes.map((each) => (each.state === 'broken' ? 'sending' : each.state)), 'text')}, ${arr(outcomes.map((each) => clean(each.response)), 'text')},
          ${arr(outcomes.map((each) => each.acceptedAt?.toISOString() ?? null), 'timestamptz')}, ${arr(outcomes.map((each) => each.waitSeconds ?? null), 'float8')})
          as u (id, attempts, state, response, accepted_at, wait_seconds)
      ),
      judged as (
        select u.*, u.state = 'deferred' and d.first_tried_at < ${REAL_NOW} - ${hours} * interval '1 hour' as gave_up
        from u join delivery d on d.id = u.id
      ),
      written as (
        update delivery d
        set state = case when j.gave_up then 'bounced' when d.send_after = 'infinity' and j.state in ('pending', 'deferred') then 'withdrawn' else j.state end,
          response = case when j.gave_up then 'given up after ' || ${String(hours)}::text || ' hours: ' else '' end || j.response,
          accepted_at = j.accepted_at,
          wait_until = case when not j.gave_up then ${REAL_NOW} + j.wait_seconds * interval '1 second' end
        from judged j
        where d.id = j.id and d.attempts = j.attempts
          and (d.state in ('claimed', 'sending') or (d.state in ('pending', 'unknown') and j.state in ('accepted', 'deferred', 'bounced')))
        returning j.gave_up
      )
      select count(*) filter (where gave_up)::int as "gaveUp" from written`);
    if (silenced.length > 0) {
      await tx.execute(sql`
        insert into suppression (address, delivery_id, response, since)
        select distinct on (u.address) u.address, u.delivery_id, u.response, ${ts(ctx.clock.now())}
        from unnest(${arr(silenced.map((each) => (each.suppress as string).toLowerCase()), 'text')}, ${arr(silenced.map((each) => each.id), 'int8')},
          ${arr(silenced.map((each) => clean(each.response)), 'text')}) as u (address, delivery_id, response)
        order by u.address, u.delivery_id
        on conflict (address) do update set delivery_id = excluded.delivery_id, response = excluded.response, since = excluded.since, lifted_at = null, lifted_by = null
        where suppression.lifted_at is not null`);
    }
    return { gaveUp: written?.gaveUp ?? 0 };
  });
}

/** A relay's words as one short line without NUL, which Postgres refuses. */
function clean(response: string): string {
  return response.replaceAll('\0', '').replace(/\s+/g, ' ').trim().slice(0, 500);
}
