import { sql } from 'drizzle-orm';
import { arr, rows as select, ts, type Tx } from '../../db/client.ts';
import { actorRef, type Ctx } from '../../lib/ctx.ts';
import { diffFields, type FieldValue } from '../diff.ts';
import type { RecordFields } from '../record-fields.ts';
import { hostOf } from '../site-url.ts';
import type { ImportRow } from './parse-row.ts';

interface Wanted {
  affiliateId: number;
  fields: RecordFields;
}
interface Held {
  id: number;
  affiliate_id: number;
  url: string;
  kind: string;
  current_version: number;
  /** null: made just now, without a version yet. */
  fields: Record<string, FieldValue> | null;
}

export interface ResourcesUpserted {
  /** By resourceKey(). */
  idOf: Map<string, number>;
  made: number;
  versions: number;
  unchanged: number;
  overtaken: number;
  /** Affiliates of whom something changed. */
  touched: number[];
}

/** The key of a resource: whose it is, and its canonical address. */
export function resourceKey(affiliateId: number, url: string): string {
  return `${affiliateId} ${url}`;
}

/** Makes the resources of these rows and writes a record version where a field differs from the current one. */
export async function upsertResources(tx: Tx, ctx: Ctx, rows: readonly ImportRow[], affiliateOf: Map<string, number>, absentFields: readonly string[]): Promise<ResourcesUpserted> {
  const wanted = new Map<string, Wanted>();
  let named = 0;
  for (const { memberId, record } of rows) {
    if (!record) continue;
    const affiliateId = affiliateOf.get(memberId) as number;
    wanted.set(resourceKey(affiliateId, record.url), { affiliateId, fields: record });
    named += 1;
  }
  const list = [...wanted.values()];
  const made = await insertNew(tx, ctx, list);
  const held = await current(tx, list);

  const changed: { held: Held; fields: RecordFields }[] = [];
  for (const one of held) {
    const want = wanted.get(resourceKey(one.affiliate_id, one.url));
    if (!want) continue;
    const fields = one.fields === null ? want.fields : ({ ...want.fields, ...kept(one.fields, absentFields) } as RecordFields);
    if (one.fields === null || diffFields(one.fields, fields).length > 0) changed.push({ held: one, fields });
  }
  await writeVersions(tx, ctx, changed);
  return {
    idOf: new Map(held.map((one) => [resourceKey(one.affiliate_id, one.url), one.id])),
    made,
    versions: changed.length,
    unchanged: list.length - changed.length,
    overtaken: named - list.length,
    touched: changed.map((one) => one.held.affiliate_id),
  };
}

function kept(fields: Record<string, FieldValue>, names: readonly string[]): Record<string, FieldValue> {
  return Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
}

async function insertNew(tx: Tx, ctx: Ctx, list: Wanted[]): Promise<number> {
  const now = ts(ctx.clock.now());
  const made = await select(tx, sql`
    insert into resource (affiliate_id, kind, url, host, current_version, created_at, next_crawl_at)
    select affiliate_id, kind, url, host, 1, ${now}, case when kind = 'site' then ${now} end
    from unnest(${arr(list.map((w) => w.affiliateId), 'int8')}, ${arr(list.map((w) => w.fields.kind), 'text')},
      ${arr(list.map((w) => w.fields.url), 'text')}, ${arr(list.map((w) => hostOf(w.fields.kind, w.fields.url)), 'text')}) as x(affiliate_id, kind, url, host)
    on conflict (affiliate_id, url) do nothing
    returning id`);
  return made.length;
}

async function current(tx: Tx, list: Wanted[]): Promise<Held[]> {
  return select<Held>(tx, sql`
    select r.id, r.affiliate_id, r.url, r.kind, r.current_version, v.fields
    from unnest(${arr(list.map((w) => w.affiliateId), 'int8')}, ${arr(list.map((w) => w.fields.url), 'text')}) as x(affiliate_id, url)
    join resource r on r.affiliate_id = x.affiliate_id and r.url = x.url
    left join record_version v on v.resource_id = r.id and v.version = r.current_version
    order by r.id for no key update of r`);
}

async function writeVersions(tx: Tx, ctx: Ctx, changed: { held: Held; fields: RecordFields }[]): Promise<void> {
  if (changed.length === 0) return;
  const now = ts(ctx.clock.now());
  const versionOf = ({ held }: { held: Held }): number => (held.fields === null ? 1 : held.current_version + 1);
  await tx.execute(sql`
    insert into record_version (resource_id, version, fields, changed_by, created_at)
    select id, version, fields::jsonb, ${actorRef(ctx.actor)}, ${now}
    from unnest(${arr(changed.map((c) => c.held.id), 'int8')}, ${arr(changed.map(versionOf), 'int4')},
      ${arr(changed.map((c) => JSON.stringify(c.fields)), 'text')}) as x(id, version, fields)`);
  const older = changed.filter((one) => one.held.fields !== null);
  if (older.length === 0) return;
  await tx.execute(sql`
    update resource r set current_version = x.version, kind = x.kind, host = x.host,
      next_crawl_at = case when x.kind = r.kind then r.next_crawl_at when x.kind = 'site' then ${now} end,
      verified_at = case when x.kind = r.kind then r.verified_at end
    from unnest(${arr(older.map((c) => c.held.id), 'int8')}, ${arr(older.map(versionOf), 'int4')}, ${arr(older.map((c) => c.fields.kind), 'text')},
      ${arr(older.map((c) => hostOf(c.fields.kind, c.fields.url)), 'text')}) as x(id, version, kind, host)
    where r.id = x.id`);
}
