import { sql } from 'drizzle-orm';
import { arr, rows as select, ts, type Tx } from '../../db/client.ts';
import type { Ctx } from '../../lib/ctx.ts';
import type { ImportRow } from './parse-row.ts';

interface Attributes {
  name: string;
  email: string;
  locale: string;
}

export interface AffiliateChange {
  id: number;
  before: Attributes;
  after: Attributes;
}

export interface AffiliatesUpserted {
  idOf: Map<string, number>;
  newIds: number[];
  changes: AffiliateChange[];
}

/** Makes or updates the affiliates of these rows; the last row of a member holds. Leaves them locked, in order of id. */
export async function upsertAffiliates(tx: Tx, ctx: Ctx, rows: readonly ImportRow[]): Promise<AffiliatesUpserted> {
  const wanted = new Map<string, ImportRow>();
  for (const row of rows) wanted.set(row.memberId, { ...row, locale: row.locale ?? wanted.get(row.memberId)?.locale ?? null });
  const list = [...wanted.values()];
  const made = await select<{ id: number; member_id: string }>(tx, sql`
    insert into affiliate (member_id, name, email, locale, created_at)
    select member_id, name, email, coalesce(locale, 'zh-CN'), ${ts(ctx.clock.now())}
    from unnest(${arr(list.map((r) => r.memberId), 'text')}, ${arr(list.map((r) => r.name), 'text')},
      ${arr(list.map((r) => r.email), 'text')}, ${arr(list.map((r) => r.locale), 'text')}) as x(member_id, name, email, locale)
    order by member_id
    on conflict (member_id) do nothing
    returning id, member_id`);
  const fresh = new Set(made.map((one) => one.member_id));
  const held = await select<{ id: number; member_id: string } & Attributes>(tx, sql`
    select id, member_id, name, email, locale from affiliate
    where member_id = any(${arr(list.map((r) => r.memberId), 'text')}) order by id for no key update`);

  const changes: AffiliateChange[] = [];
  for (const { id, member_id, ...before } of held) {
    const row = wanted.get(member_id);
    if (!row || fresh.has(member_id)) continue;
    const after = { name: row.name, email: row.email, locale: row.locale ?? before.locale };
    if (after.name !== before.name || after.email !== before.email || after.locale !== before.locale) changes.push({ id, before, after });
  }
  if (changes.length > 0) {
    await tx.execute(sql`
      update affiliate a set name = x.name, email = x.email, locale = x.locale
      from unnest(${arr(changes.map((c) => c.id), 'int8')}, ${arr(changes.map((c) => c.after.name), 'text')},
        ${arr(changes.map((c) => c.after.email), 'text')}, ${arr(changes.map((c) => c.after.locale), 'text')}) as x(id, name, email, locale)
      where a.id = x.id`);
  }
  return { idOf: new Map(held.map((one) => [one.member_id, one.id])), newIds: made.map((one) => one.id), changes };
}
