import { sql } from 'drizzle-orm';
import { rows, type Tx, ts } from '../db/client.ts';

/** Makes a visit due at once for every site of an affiliate; the number of sites. */
export async function requestVisit(tx: Tx, affiliateId: number, at: Date): Promise<number> {
  const due = await rows(tx, sql`
    update resource set next_crawl_at = ${ts(at)} where affiliate_id = ${affiliateId} and kind = 'site' returning id`);
  return due.length;
}
