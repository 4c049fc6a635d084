import { eq, sql } from 'drizzle-orm';
import { authorize } from '../auth/index.ts';
import { rows, ts } from '../db/client.ts';
import type { Ctx } from '../lib/ctx.ts';
import { notFound } from '../lib/errors.ts';
import { reviewCase } from '../db/schema/index.ts';
import { selectCases } from './review-case.ts';

export interface CaseProgress {
  caseId: number;
  state: 'open' | 'decided';
  /** The step that is under way, or the last one. */
  step: 'asked' | 'visiting' | 'deciding' | 'decided';
  askedAt: Date;
  /** Sites that were visited since it was asked for, of all sites. */
  visited: { done: number; of: number; sites: { resourceId: number; url: string; done: boolean; visiting: boolean }[] };
  dueAt: Date;
  overdue: boolean;
  decidedAt: Date | null;
  decision: 'kept' | 'reopened' | 'refused' | null;
  reasons: string[];
}

/** Sites that are named; the counts are of all. */
const NAMED = 100;

/** How far a re-review is: asked, sites visited (n of m), decided. @throws NOT_FOUND, also for another affiliate's. */
export async function caseProgress(ctx: Ctx, caseId: number): Promise<CaseProgress> {
  const [found] = await selectCases(ctx).where(eq(reviewCase.id, caseId));
  authorize(ctx, 'cases.read', { affiliateId: found?.affiliateId ?? -1, name: 'case', id: caseId });
  if (!found) throw notFound('case', caseId);
  // As ready.ts has it: a visit that began before the question is followed by another, which tells of the repair.
  const sites = await rows<CaseProgress['visited']['sites'][number]>(ctx.db, sql`
    select r.id as "resourceId", r.url, exists (select 1 from crawl k where k.resource_id = r.id and k.state = 'running') as visiting,
      coalesce(r.last_crawled_at >= ${ts(found.askedAt)} and (r.next_crawl_at is null or r.next_crawl_at > ${ts(found.askedAt)}), false) as done
    from resource r where r.affiliate_id = ${found.affiliateId} and r.kind = 'site' order by r.id`);
  const visited = { done: sites.filter(finished).length, of: sites.length, sites: sites.slice(0, NAMED).map((site) => ({ ...site, done: finished(site) })) };
  const open = found.state === 'open';
  const waiting = visited.done === 0 && !sites.some((site) => site.visiting) ? 'asked' : 'visiting';
  return {
    caseId,
    state: found.state,
    step: !open ? 'decided' : visited.done === visited.of ? 'deciding' : waiting,
    askedAt: found.askedAt,
    visited: open ? visited : { ...visited, done: visited.of, sites: visited.sites.map((site) => ({ ...site, done: true, visiting: false })) },
    dueAt: found.dueAt,
    overdue: open && found.dueAt <= ctx.clock.now(),
    decidedAt: found.decidedAt,
    decision: found.decision,
    reasons: found.reasons ?? [],
  };
}

const finished = (site: { done: boolean; visiting: boolean }): boolean => site.done && !site.visiting;
