import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { authorize } from '../auth/index.ts';
import { arr, rows } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { parse } from '../lib/parse.ts';
import { readSearch, type Search } from './search-terms.ts';

export const SEARCH_KINDS = ['member', 'pid', 'host', 'mail', 'name'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];
/** Hits of one kind that are looked for; whoever has more types more. */
const A_KIND = 10;

export interface SearchHit {
  affiliateId: number;
  memberId: string;
  name: string;
  kind: SearchKind;
  /** The text that was found: a member id, a PID, a host, a mail address or a name. */
  matched: string;
  /** The whole text was found, not its beginning alone. */
  exact: boolean;
}

export interface SearchResult {
  q: string;
  /** Only kinds with hits, the likeliest kind first; exact hits before others in each. */
  groups: { kind: SearchKind; hits: SearchHit[]; more: boolean }[];
  /** The one affiliate that the text names exactly; null when none or several do. */
  exact: number | null;
}

const Query = z.string('a text to look for').max(2_100, 'must be at most 2,100 characters').transform((q) => q.replaceAll('\0', '').trim());

/**
 * One box for everything: member id, PID, host or pasted address, mail address, name. Each is looked up from its beginning
 * on in an index of its own, so the question costs the same with a million affiliates. An empty text finds nothing.
 */
export async function searchAnything(ctx: Ctx, q: string): Promise<SearchResult> {
  authorize(ctx, 'records.read');
  const text = parse(Query, q);
  const wanted = readSearch(text);
  const branches = branchesOf(wanted);
  if (branches.length === 0) return { q: text, groups: [], exact: null };
  const found = await rows<SearchHit>(ctx.db, sql`
    select a.id as "affiliateId", a.member_id as "memberId", a.name, h.kind, h.matched, h.exact
    from (${sql.join(branches.map((branch) => sql`(${branch})`), sql` union all `)}) h(affiliate_id, kind, matched, exact) join affiliate a on a.id = h.affiliate_id
    order by h.exact desc, h.matched, a.id`);
  const groups = SEARCH_KINDS.flatMap((kind) => {
    const hits = distinct(found.filter((hit) => hit.kind === kind));
    return hits.length === 0 ? [] : [{ kind, hits: hits.slice(0, A_KIND), more: hits.length > A_KIND }];
  });
  const exact = new Set(found.filter((hit) => hit.exact).map((hit) => hit.affiliateId));
  return { q: text, groups, exact: exact.size === 1 ? ([...exact][0] ?? null) : null };
}

/** One limited look-up a kind, each of (affiliate_id, kind, matched, exact). */
function branchesOf({ memberId, pid, hosts, hostPrefixes, mail, name }: Search): SQL[] {
  const limit = sql`limit ${A_KIND + 1}`;
  const branches: SQL[] = [];
  if (memberId !== null) {
    branches.push(sql`select id as affiliate_id, 'member' as kind, member_id as matched, member_id = ${memberId} as exact from affiliate
      where ${begins(sql`member_id`, memberId)} order by member_id using ~<~ ${limit}`);
  }
  if (pid !== null) {
    branches.push(sql`select affiliate_id, 'pid', pid, true from placement where pid = ${pid.text}`);
    branches.push(sql`select id, 'member', member_id, false from affiliate where member_id = ${pid.memberId} and not exists (select 1 from placement where pid = ${pid.text})`);
  }
  if (hosts.length > 0) {
    branches.push(sql`select affiliate_id, 'host', host, true from resource where host = any(${arr(hosts, 'text')}) order by id ${limit}`);
  }
  for (const prefix of hostPrefixes) {
    branches.push(sql`select affiliate_id, 'host', host, false from resource
      where ${begins(sql`host`, prefix)} and host <> all(${arr(hosts, 'text')}) order by host using ~<~ ${limit}`);
  }
  if (mail !== null) branches.push(sql`select id, 'mail', email, lower(email) = ${mail} from affiliate where ${begins(sql`lower(email)`, mail)} order by lower(email) using ~<~ ${limit}`);
  if (name !== null) branches.push(sql`select id, 'name', name, lower(name) = ${name} from affiliate where ${begins(sql`lower(name)`, name)} order by lower(name) using ~<~ ${limit}`);
  return branches;
}

/** "Begins with", in the order of bytes: an index with text_pattern_ops answers it also for a prepared statement, where LIKE cannot. */
function begins(column: SQL, prefix: string): SQL {
  return sql`${column} ~>=~ ${prefix} and ${column} ~<=~ ${`${prefix}\u{10ffff}`}`;
}

/** Each affiliate once with each text: an affiliate may have many sites on one host. */
function distinct(hits: SearchHit[]): SearchHit[] {
  const seen = new Set<string>();
  return hits.filter((hit) => {
    const key = `${hit.affiliateId} ${hit.matched}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
