import { sql } from 'drizzle-orm';
import { arr, rows as select, ts, type Tx } from '../../db/client.ts';
import type { Ctx } from '../../lib/ctx.ts';
import { type BadRow, badRow } from './bad-row.ts';
import type { ImportRow } from './parse-row.ts';
import { resourceKey } from './upsert-resources.ts';

/** Faults of the rows that name a PID which another affiliate holds, in the database or by an earlier row of the chunk. */
export async function pidsOfOthers(tx: Tx, rows: readonly ImportRow[]): Promise<BadRow[]> {
  const pids = [...new Set(rows.flatMap((row) => row.pids))];
  if (pids.length === 0) return [];
  const held = await select<{ pid: string; member_id: string }>(tx, sql`
    select p.pid, a.member_id from placement p join affiliate a on a.id = p.affiliate_id where p.pid = any(${arr(pids, 'text')})`);
  const holder = new Map(held.map((one) => [one.pid, one.member_id]));
  const faults: BadRow[] = [];
  for (const row of rows) {
    const taken = row.pids.filter((pid) => (holder.get(pid) ?? row.memberId) !== row.memberId);
    for (const pid of taken) faults.push(badRow(row.line, 'pids', pid, 'is registered by another affiliate'));
    if (taken.length === 0) for (const pid of row.pids) holder.set(pid, row.memberId);
  }
  return faults;
}

/** Registers the PIDs of these rows. One that the affiliate has already stays where it is, unless it is on no resource yet. */
export async function insertPlacements(
  tx: Tx,
  ctx: Ctx,
  rows: readonly ImportRow[],
  affiliateOf: Map<string, number>,
  resourceOf: Map<string, number>,
): Promise<{ made: number; touched: number[] }> {
  const wanted = new Map<string, { pid: string; affiliateId: number; resourceId: number | null }>();
  for (const { memberId, record, pids } of rows) {
    const affiliateId = affiliateOf.get(memberId) as number;
    const resourceId = record ? (resourceOf.get(resourceKey(affiliateId, record.url)) ?? null) : null;
    for (const pid of pids) if (wanted.get(pid)?.resourceId == null) wanted.set(pid, { pid, affiliateId, resourceId });
  }
  if (wanted.size === 0) return { made: 0, touched: [] };
  const list = [...wanted.values()];
  const written = await select<{ affiliate_id: number; made: boolean }>(tx, sql`
    insert into placement (affiliate_id, resource_id, pid, created_at)
    select affiliate_id, resource_id, pid, ${ts(ctx.clock.now())}
    from unnest(${arr(list.map((w) => w.affiliateId), 'int8')}, ${arr(list.map((w) => w.resourceId), 'int8')}, ${arr(list.map((w) => w.pid), 'text')}) as x(affiliate_id, resource_id, pid)
    on conflict (pid) do update set resource_id = excluded.resource_id
      where placement.resource_id is null and excluded.resource_id is not null and placement.affiliate_id = excluded.affiliate_id
    returning affiliate_id, xmax = 0 as made`);
  return { made: written.filter((one) => one.made).length, touched: written.map((one) => one.affiliate_id) };
}
