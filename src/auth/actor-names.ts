import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '../db/client.ts';
import { accountUser, affiliate, affiliateUser, apiKey, staff } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { authorize } from './abilities/index.ts';
import { type Ref, readRef } from './actor-ref.ts';

const Refs = z.array(z.string()).max(10_000);

/** Who a reference means. `name` is null where there is none (the system), or where the reader is told the kind alone. */
export interface ActorName {
  kind: 'staff' | 'user' | 'affiliate' | 'key' | 'system' | 'operator';
  name: string | null;
  /** Of an affiliate, and of a person who acted for one. */
  memberId?: string;
}

/**
 * The names behind references as audit rows and events hold them (`staff:3`, `user:5`, `affiliate:17`, `affiliate:17/user:5`,
 * `key:4`, `system`, `operator`), in one query for each kind that appears. What is no reference, or of nobody, is left out.
 * An affiliate is told its own people by name, staff and keys without, and nothing of others. @throws FORBIDDEN.
 */
export async function actorNames(ctx: Ctx, refs: readonly string[]): Promise<Map<string, ActorName>> {
  const own = ctx.actor.kind === 'affiliate' ? ctx.actor.affiliateId : null;
  if (own === null) authorize(ctx, 'audit.read');
  else authorize(ctx, 'affiliates.people', { affiliateId: own });
  const read = parse(Refs, [...new Set(refs)]).flatMap((text) => readRef(text) ?? []);
  const asked = own === null ? read : read.filter((ref) => ref.kind !== 'user' && (!('affiliateId' in ref) || ref.affiliateId === own));
  const people = own === null ? idsOf(asked, 'user', 'person') : [];
  const [staffNames, userNames, ownNames, affiliates, keyNames] = await Promise.all([
    own === null ? namesIn(ctx.db, staff, idsOf(asked, 'staff')) : new Map<number, string>(),
    namesIn(ctx.db, accountUser, people),
    own === null ? new Map<number, string>() : namesOfOwn(ctx.db, own, idsOf(asked, 'person')),
    affiliatesIn(ctx.db, [...new Set(asked.flatMap((ref) => ('affiliateId' in ref ? [ref.affiliateId] : [])))]),
    own === null ? namesIn(ctx.db, apiKey, idsOf(asked, 'key')) : new Map<number, string>(),
  ]);
  const told = (ref: Ref): ActorName | undefined => {
    if (ref.kind === 'system' || ref.kind === 'operator') return { kind: ref.kind, name: null };
    if (ref.kind === 'staff' || ref.kind === 'key') {
      const name = (ref.kind === 'staff' ? staffNames : keyNames).get(ref.id);
      return own === null && name === undefined ? undefined : { kind: ref.kind, name: name ?? null };
    }
    if (ref.kind === 'user') return named(userNames.get(ref.id));
    const of = affiliates.get(ref.affiliateId);
    if (!of) return undefined;
    if (ref.kind === 'affiliate') return { kind: 'affiliate', name: of.name, memberId: of.memberId };
    return { kind: 'user', name: (own === null ? userNames : ownNames).get(ref.id) ?? null, memberId: of.memberId };
  };
  return new Map(asked.flatMap((ref): [string, ActorName][] => {
    const name = told(ref);
    return name ? [[ref.text, name]] : [];
  }));
}

const named = (name: string | undefined): ActorName | undefined => (name === undefined ? undefined : { kind: 'user', name });

function idsOf(refs: readonly Ref[], ...kinds: Ref['kind'][]): number[] {
  return [...new Set(refs.flatMap((ref) => ('id' in ref && kinds.includes(ref.kind) ? [ref.id] : [])))];
}

async function namesIn(db: Db, table: typeof staff | typeof accountUser | typeof apiKey, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const found = await db.select({ id: table.id, name: table.name }).from(table).where(inArray(table.id, ids));
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Only of those who act for it now: any number could be asked about. */
async function namesOfOwn(db: Db, affiliateId: number, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const found = await db
    .select({ id: accountUser.id, name: accountUser.name })
    .from(affiliateUser)
    .innerJoin(accountUser, eq(accountUser.id, affiliateUser.userId))
    .where(and(eq(affiliateUser.affiliateId, affiliateId), inArray(affiliateUser.userId, ids)));
  return new Map(found.map(({ id, name }) => [id, name]));
}

async function affiliatesIn(db: Db, ids: number[]): Promise<Map<number, { name: string; memberId: string }>> {
  if (ids.length === 0) return new Map();
  const found = await db.select({ id: affiliate.id, name: affiliate.name, memberId: affiliate.memberId }).from(affiliate).where(inArray(affiliate.id, ids));
  return new Map(found.map(({ id, ...rest }) => [id, rest]));
}
