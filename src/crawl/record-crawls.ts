import { gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { arr, type Tx, ts } from '../db/client.ts';
import { assessment, page, snapshot, violation } from '../db/schema/index.ts';
import { lockAffiliates, refreshFacts } from '../facts/index.ts';
import { audit } from '../lib/audit.ts';
import type { Ctx } from '../lib/ctx.ts';
import type { JudgedCrawl } from './judged-crawl.ts';
import { nextVisit } from './next-visit.ts';
import { recordObservations } from './record-observations.ts';

const UNSTORABLE = /\0|\p{Surrogate}/gu;

/**
 * Writes a group of visits in one transaction: pages and their bodies, assessments, violations, observations, the facts
 * that derive from them, and when each site is visited next. A visit that was recorded already is left as it is.
 */
export async function recordCrawls(ctx: Ctx, group: readonly JudgedCrawl[]): Promise<void> {
  if (group.length === 0) return;
  const now = ctx.clock.now();
  await ctx.db.transaction(async (tx) => {
    // The affiliates first, as every writer of records does: no two of them meet in opposite order.
    await lockAffiliates(tx, group.map((g) => g.site.affiliateId));
    const open = await tx.execute(sql`
      select id from crawl where state = 'running' and id = any(${arr(group.map((g) => g.site.crawlId), 'int8')}) order by id for update`);
    const still = new Set((open as unknown as { id: number }[]).map((c) => c.id));
    const fresh = group.filter((g) => still.has(g.site.crawlId));
    if (fresh.length === 0) return;
    await recordPages(tx, fresh, now);
    const judged = await recordAssessments(tx, fresh, now);
    await recordObservations(tx, ctx, judged);
    await tx.execute(sql`
      update crawl set state = 'done', finished_at = ${ts(now)}, lease_until = null where id = any(${arr(fresh.map((g) => g.site.crawlId), 'int8')})`);
    await scheduleNext(tx, fresh, now);
    await refreshFacts(tx, fresh.map((g) => g.site.affiliateId));
    await audit(tx, ctx, { action: 'crawl.record', subject: { kind: 'crawls', id: `${fresh[0]?.site.crawlId}…` }, after: { crawlIds: fresh.map((g) => g.site.crawlId) } });
  });
}

async function recordPages(tx: Tx, group: readonly JudgedCrawl[], now: Date): Promise<void> {
  const pages = group.flatMap((g) => g.crawl.pages.map((p) => ({ crawlId: g.site.crawlId, page: p })));
  if (pages.length === 0) return;
  const bodies = new Map(pages.flatMap(({ page: p }) => (p.sha256 ? [[p.sha256, p] as const] : [])));
  if (bodies.size > 0) {
    await tx
      .insert(snapshot)
      .values([...bodies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([sha256, p]) => ({ sha256, body: gzipSync(Buffer.from(p.html)), bytes: p.bytes, firstSeenAt: now })))
      .onConflictDoNothing();
  }
  await tx.insert(page).values(
    pages.map(({ crawlId, page: p }) => ({
      crawlId,
      url: p.url,
      role: p.role,
      finalUrl: p.finalUrl,
      status: p.status,
      failure: p.failure,
      charset: p.charset,
      sha256: p.sha256,
      millis: Math.round(p.millis),
      fetchedAt: new Date(p.fetchedAt),
    })),
  );
}

/** Assessments with their rows' ids, in the order of the group. */
async function recordAssessments(tx: Tx, group: readonly JudgedCrawl[], now: Date): Promise<{ id: number; judged: JudgedCrawl }[]> {
  const made = await tx
    .insert(assessment)
    .values(
      group.map(({ site, assessment: a }) => ({
        crawlId: site.crawlId,
        resourceId: site.resourceId,
        affiliateId: site.affiliateId,
        score: a.score,
        subScores: a.subScores,
        signals: Object.fromEntries(a.signals.map(({ code, ...rest }) => [code, storable(rest)])),
        modelVersion: a.modelVersion,
        confidence: a.confidence,
        pagesSeen: a.pagesSeen,
        assessedAt: now,
      })),
    )
    .returning({ id: assessment.id, crawlId: assessment.crawlId });
  const idOf = new Map(made.map((m) => [m.crawlId, m.id]));
  const judged = group.map((g) => ({ id: idOf.get(g.site.crawlId) ?? 0, judged: g }));
  const violations = judged.flatMap(({ id, judged: g }) => g.assessment.violations.map((v) => ({ assessmentId: id, code: v.code, level: v.level, evidence: storable(v.evidence) })));
  if (violations.length > 0) await tx.insert(violation).values(violations);
  return judged;
}

/** Without what jsonb refuses (NUL, and half of an emoji that a cut has left): one site's page must not stop its whole group. */
function storable<T>(found: T): T {
  return JSON.parse(JSON.stringify(found, (_key, value: unknown) => (typeof value === 'string' ? value.replace(UNSTORABLE, '\ufffd') : value))) as T;
}

async function scheduleNext(tx: Tx, group: readonly JudgedCrawl[], now: Date): Promise<void> {
  const next = group.map(({ site, assessment: a }) =>
    nextVisit({ at: now, resourceId: site.resourceId, visits: site.visits + 1, score: a.score, violated: a.violations.some((v) => v.level === 'stop') }).toISOString(),
  );
  // A visit asked for meanwhile (a re-review) stands: its earlier moment wins.
  await tx.execute(sql`
    update resource r set last_crawled_at = ${ts(now)}, next_crawl_at = least(r.next_crawl_at, x.next)
    from unnest(${arr(group.map((g) => g.site.resourceId), 'int8')}, ${arr(next, 'timestamptz')}) as x(id, next) where r.id = x.id`);
}
