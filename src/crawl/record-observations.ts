import { sql } from 'drizzle-orm';
import { arr, type Tx, ts } from '../db/client.ts';
import { actorRef, type Ctx } from '../lib/ctx.ts';
import type { JudgedCrawl } from './judged-crawl.ts';

/**
 * Follows stops over visits. A stop counts as seen a k-th time once k-1 times STOP_HOURS have passed since it was first
 * seen; it is cleared by a visit that could read the site and did not find it. A visit that could read nothing clears
 * nothing, but what it found counts: a home page that sends everybody on to a click host has no score, and is a stop.
 */
export async function recordObservations(tx: Tx, ctx: Ctx, judged: readonly { id: number; judged: JudgedCrawl }[]): Promise<void> {
  const { STOP_HOURS, STOP_OBSERVATIONS, STOP_NEEDS_PERSON } = ctx.deps.config;
  const now = ctx.clock.now();
  const readable = judged.filter(({ judged: g }) => g.assessment.score !== null);
  const stops = judged.flatMap(({ id, judged: g }) =>
    g.assessment.violations.filter((v) => v.level === 'stop').map((v) => ({ id, resourceId: g.site.resourceId, affiliateId: g.site.affiliateId, code: v.code })),
  );
  if (stops.length > 0) {
    await tx.execute(sql`
      insert into observation as o (resource_id, affiliate_id, code, state, times, first_seen_at, last_seen_at, first_assessment_id, last_assessment_id)
      select x.resource_id, x.affiliate_id, x.code, 'open', 1, ${ts(now)}, ${ts(now)}, x.assessment_id, x.assessment_id
      from unnest(${arr(stops.map((s) => s.resourceId), 'int8')}, ${arr(stops.map((s) => s.affiliateId), 'int8')}, ${arr(stops.map((s) => s.code), 'text')}, ${arr(stops.map((s) => s.id), 'int8')})
        as x(resource_id, affiliate_id, code, assessment_id)
      on conflict (resource_id, code) where state in ('open', 'confirmed') do update set
        times = o.times + case when ${ts(now)} >= o.first_seen_at + o.times * interval '1 hour' * ${STOP_HOURS}::int then 1 else 0 end,
        last_seen_at = excluded.last_seen_at, last_assessment_id = excluded.last_assessment_id`);
  }
  if (readable.length > 0) {
    await tx.execute(sql`
      update observation o set state = 'cleared', decided_at = ${ts(now)}, decided_by = ${actorRef(ctx.actor)}
      where o.state in ('open', 'confirmed') and o.resource_id = any(${arr(readable.map((r) => r.judged.site.resourceId), 'int8')})
        and not exists (
          select 1 from unnest(${arr(stops.map((s) => s.resourceId), 'int8')}, ${arr(stops.map((s) => s.code), 'text')}) as x(resource_id, code)
          where x.resource_id = o.resource_id and x.code = o.code)`);
  }
  if (!STOP_NEEDS_PERSON && stops.length > 0) {
    await tx.execute(sql`
      update observation o set state = 'confirmed', decided_at = ${ts(now)}, decided_by = ${actorRef(ctx.actor)}
      where o.state = 'open' and o.times >= ${STOP_OBSERVATIONS} and o.resource_id = any(${arr(stops.map((s) => s.resourceId), 'int8')})`);
  }
}
