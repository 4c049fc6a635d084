import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { hostNamed, type DemoHost } from './hosts.ts';
import type { HostKind } from './kinds.ts';

/** The header of affiliates.csv, in its order. */
export const COLUMNS = ['member_id', 'name', 'email', 'locale', 'resource_kind', 'resource_name', 'url', 'category', 'promotion_scene', 'icp', 'description', 'daily_uv', 'contact', 'pids'] as const;

export type AffiliateRow = Record<(typeof COLUMNS)[number], string>;

/** A row of affiliates.csv and the host that its site lives on; null for accounts, apps and shops. */
export interface DemoAffiliate {
  row: AffiliateRow;
  memberId: string;
  host: DemoHost | null;
}

/** The file that the demo imports. */
export const AFFILIATES_CSV = new URL('../affiliates.csv', import.meta.url);

/** Every row of affiliates.csv, in order: for a story that wants a member of a certain kind. */
export function demoAffiliates(): DemoAffiliate[] {
  const rows = parse(readFileSync(AFFILIATES_CSV), { columns: true, bom: true }) as AffiliateRow[];
  return rows.map((row) => ({
    row,
    memberId: row.member_id,
    host: row.resource_kind === 'site' ? hostNamed(new URL(row.url).hostname) ?? null : null,
  }));
}

/** The rows whose site lives on a host of one of these kinds, in the order of the file. */
export function affiliatesOn(...kinds: HostKind[]): DemoAffiliate[] {
  return demoAffiliates().filter(({ host }) => host !== null && kinds.includes(host.kind));
}
