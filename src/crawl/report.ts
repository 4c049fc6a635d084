import { asc, desc, eq } from 'drizzle-orm';
import { type assessment, observation, page, type resource, violation } from '../db/schema/index.ts';
import type { Ctx } from '../lib/ctx.ts';
import { type Bilingual, catalogue, type Evidence, type SignalCode, type SignalValue, type SubScore, type SubScoreName, type ViolationCode, type ViolationLevel } from '../quality/index.ts';

/** One piece of what was found, as a plain row. */
export type EvidenceRow = { [K in keyof Evidence]: Evidence[K] };

export interface ReportSignal {
  code: SignalCode;
  title: Bilingual;
  subScore: SubScoreName;
  value: SignalValue;
  unit: string;
  /** 0-100; null when it is unknown or neutral, and then it leaves the mean. */
  score: number | null;
  /** Inside its sub-score. */
  weight: number;
}

export interface ReportViolation {
  id: number;
  code: ViolationCode;
  level: ViolationLevel;
  title: Bilingual;
  remedy: Bilingual;
  evidence: EvidenceRow[];
  /** A person has confirmed it: only then does a stop count. */
  confirmed: boolean;
  /** Of a stop: how it was followed over the visits that this report belongs to. */
  observation: { id: number; state: 'open' | 'confirmed' | 'rejected' | 'cleared'; times: number; firstSeenAt: Date; lastSeenAt: Date; decidedAt: Date | null } | null;
}

type PageRow = typeof page.$inferSelect;

export interface Report {
  id: number;
  crawlId: number;
  resourceId: number;
  affiliateId: number;
  /** The registered address. */
  url: string;
  host: string | null;
  /** 0-100; null when nothing could be judged. */
  score: number | null;
  /** Share of each in the score and what it got; empty when nothing could be judged by a model that keeps none. */
  subScores: Partial<Record<SubScoreName, SubScore>>;
  /** As they were recorded, by code; `measures` has them in the order and with the words of a report. */
  signals: Record<string, unknown>;
  measures: ReportSignal[];
  violations: ReportViolation[];
  pages: PageRow[];
  modelVersion: string;
  /** 0..1, by the number of readable pages; null in assessments from before it was kept. */
  confidence: number | null;
  pagesSeen: number;
  assessedAt: Date;
  /** Why the site could not be judged (a failure of its home page, else `unreadable`); null when it was. */
  unverifiable: string | null;
}

/** An assessment with all that a page about it shows: three look-ups by index. */
export async function reportOf(ctx: Ctx, found: typeof assessment.$inferSelect, site: typeof resource.$inferSelect): Promise<Report> {
  const [violations, pages, observations] = await Promise.all([
    ctx.db.select().from(violation).where(eq(violation.assessmentId, found.id)).orderBy(asc(violation.id)),
    ctx.db.select().from(page).where(eq(page.crawlId, found.crawlId)).orderBy(asc(page.id)),
    ctx.db.select().from(observation).where(eq(observation.resourceId, found.resourceId)).orderBy(desc(observation.id)).limit(100),
  ]);
  const signals = found.signals as Partial<Record<SignalCode, Omit<ReportSignal, 'code' | 'title'>>>;
  const { subScores: _stored, confidence, pagesSeen, ...head } = found;
  return {
    ...head,
    url: site.url,
    host: site.host,
    subScores: found.subScores as Report['subScores'],
    signals,
    measures: catalogue.signals.flatMap(({ code, title }) => {
      const measured = signals[code];
      return measured ? [{ ...measured, code, title }] : [];
    }),
    violations: violations.flatMap((one) => {
      const words = catalogue.violations.find((known) => known.code === one.code);
      if (!words) return [];
      const seen = one.level === 'stop' ? observations.find((o) => o.code === one.code && o.firstAssessmentId <= found.id && o.lastAssessmentId >= found.id) : undefined;
      return [{ id: one.id, code: words.code, level: one.level, title: words.title, remedy: words.remedy, evidence: one.evidence as EvidenceRow[], confirmed: seen?.state === 'confirmed', observation: seen ? stateOf(seen) : null }];
    }),
    pages,
    confidence,
    pagesSeen: pagesSeen ?? pages.filter((p) => p.failure === null).length,
    unverifiable: found.score === null ? (pages.find((p) => p.role === 'home')?.failure ?? 'unreadable') : null,
  };
}

function stateOf({ id, state, times, firstSeenAt, lastSeenAt, decidedAt }: typeof observation.$inferSelect): ReportViolation['observation'] {
  return { id, state, times, firstSeenAt, lastSeenAt, decidedAt };
}
