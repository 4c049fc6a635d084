import { stringify } from 'csv-stringify/sync';
import { sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { arr, rows as select } from '../db/client.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import type { FieldValue } from './diff.ts';
import { COLUMNS, COLUMN_OF_FIELD } from './import/columns.ts';

interface AffiliateLine {
  id: number;
  member_id: string;
  name: string;
  email: string;
  locale: string;
}
interface ResourceLine {
  affiliate_id: number;
  fields: Record<string, FieldValue>;
  pids: string[];
}

/** Affiliates a page. */
const PAGE = 500;
/** PIDs a row: a resource with more is written on several rows, which the import takes together. */
const PIDS = 500;

/**
 * Everything that the import reads, as CSV text piece by piece, the header first, in order of affiliate and resource. Importing it
 * again changes nothing. Cells are for machines and left as they are: a report for a spreadsheet must neutralise formulas itself.
 */
export async function* exportAffiliates(ctx: Ctx): AsyncGenerator<string> {
  authorize(ctx, 'records.export');
  await ctx.db.transaction((tx) => audit(tx, ctx, { action: 'records.export', subject: { kind: 'file', id: 'affiliates.csv' } }));
  yield stringify([[...COLUMNS]]);
  for (let after = 0; ; ) {
    const affiliates = await select<AffiliateLine>(ctx.db, sql`
      select id, member_id, name, email, locale from affiliate where id > ${after} order by id limit ${PAGE}`);
    const last = affiliates.at(-1);
    if (!last) return;
    yield await page(ctx, affiliates);
    after = last.id;
  }
}

async function page(ctx: Ctx, affiliates: AffiliateLine[]): Promise<string> {
  const ids = arr(affiliates.map((one) => one.id), 'int8');
  const [resources, loose] = await Promise.all([
    select<ResourceLine>(ctx.db, sql`
      select r.affiliate_id, v.fields, coalesce((select json_agg(p.pid order by p.id) from placement p where p.resource_id = r.id), '[]') as pids
      from resource r join record_version v on v.resource_id = r.id and v.version = r.current_version
      where r.affiliate_id = any(${ids}) order by r.id`),
    select<{ affiliate_id: number; pids: string[] }>(ctx.db, sql`
      select affiliate_id, json_agg(pid order by id) as pids from placement
      where affiliate_id = any(${ids}) and resource_id is null group by affiliate_id`),
  ]);
  const byAffiliate = new Map<number, ResourceLine[]>(affiliates.map((one) => [one.id, []]));
  for (const one of resources) byAffiliate.get(one.affiliate_id)?.push(one);
  const looseOf = new Map(loose.map((one) => [one.affiliate_id, one.pids]));
  const lines: string[][] = [];
  for (const one of affiliates) {
    const own = byAffiliate.get(one.id) ?? [];
    for (const { fields, pids } of own) lines.push(...linesOf(one, fields, pids));
    // Who has no resource, or PIDs on none, gets a row of its own, so that nothing is lost on the way.
    const without = looseOf.get(one.id);
    if (own.length === 0 || without) lines.push(...linesOf(one, {}, without ?? []));
  }
  return stringify(lines);
}

function linesOf(one: AffiliateLine, fields: Record<string, FieldValue>, pids: string[]): string[][] {
  const lines = [line(one, fields, pids.slice(0, PIDS))];
  for (let at = PIDS; at < pids.length; at += PIDS) lines.push(line(one, fields, pids.slice(at, at + PIDS)));
  return lines;
}

function line(one: AffiliateLine, fields: Record<string, FieldValue>, pids: string[]): string[] {
  const own = { member_id: one.member_id, name: one.name, email: one.email, locale: one.locale, pids: pids.join(';') } as Record<string, string>;
  for (const [field, column] of Object.entries(COLUMN_OF_FIELD)) own[column] = String(fields[field] ?? '');
  return COLUMNS.map((column) => own[column] ?? '');
}
