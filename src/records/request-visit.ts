import { sql } from 'drizzle-orm';
import { rows, type Tx, ts } from '../db/client.ts';

/** Visits are taken in order of when they were due: this stands before all that any schedule writes. */
const FIRST = new Date(0);

/** Makes a visit due at once, before all others, for every site of an affiliate; the number of sites. */
export async function requestVisit(tx: Tx, affiliateId: number): Promise<number> {
  const due = await rows(tx, sql`
    update resource set next_crawl_at = ${ts(FIRST)} where affiliate_id = ${affiliateId} and kind = 'site' returning id`);
  return due.length;
}
