import { sql } from 'drizzle-orm';
import { arr, type Tx } from '../db/client.ts';
import { deriveFacts, FACT_COLUMNS } from './derive.ts';

/**
 * Derives the facts of these affiliates anew, in the transaction of what they derive from. A row of the affiliate is
 * locked first, in order of id, so that two writers of one affiliate cannot overwrite each other with an older view.
 */
export async function refreshFacts(tx: Tx, affiliateIds: readonly number[]): Promise<void> {
  if (affiliateIds.length === 0) return;
  const ids = [...new Set(affiliateIds)].sort((a, b) => a - b);
  await lockAffiliates(tx, ids);
  await tx.execute(sql`
    insert into fact (${columns()})
    ${deriveFacts(sql`a.id = any(${arr(ids, 'int8')})`)}
    on conflict (affiliate_id) do update set ${sql.raw(FACT_COLUMNS.slice(1).map((c) => `${c} = excluded.${c}`).join(', '))}`);
}

/** Locks affiliates in order of id: the first thing that every writer of what facts derive from does. */
export async function lockAffiliates(tx: Tx, affiliateIds: readonly number[]): Promise<void> {
  await tx.execute(sql`select 1 from affiliate where id = any(${arr(affiliateIds, 'int8')}) order by id for no key update`);
}

function columns() {
  return sql.raw(FACT_COLUMNS.join(', '));
}
