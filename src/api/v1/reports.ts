import { z } from '@hono/zod-openapi';
import { latestAssessment } from '../../crawl/index.ts';
import { notFound } from '../../lib/errors.ts';
import { catalogue } from '../../quality/index.ts';
import { endpoint } from './http/endpoint.ts';
import type { Api } from './http/env.ts';
import { IdParams, Moment } from './http/schemas.ts';

const Bilingual = z.object({ 'zh-CN': z.string(), en: z.string() });
const PageVisit = z.object({ url: z.string(), role: z.string(), finalUrl: z.string().nullable(), status: z.number().int().nullable(), failure: z.string().nullable(), charset: z.string().nullable(), sha256: z.string().nullable(), fetchedAt: Moment }).openapi('PageVisit');
const FoundViolation = z
  .object({
    code: z.string(),
    level: z.enum(['stop', 'review', 'deduction', 'none']),
    title: Bilingual.nullable(),
    remedy: Bilingual.nullable().openapi({ description: 'How it is repaired' }),
    evidence: z.array(z.record(z.string(), z.unknown())).openapi({ description: 'Address, time, body hash, CSS path, outer HTML, value against threshold' }),
  })
  .openapi('Violation');
const Report = z
  .object({
    id: z.number().int(),
    resourceId: z.number().int(),
    score: z.number().nullable().openapi({ description: '0-100; null when nothing could be judged' }),
    subScores: z.record(z.string(), z.unknown()),
    signals: z.record(z.string(), z.unknown()),
    modelVersion: z.string(),
    assessedAt: Moment,
    violations: z.array(FoundViolation),
    pages: z.array(PageVisit),
  })
  .openapi('Report');

export function reportRoutes(api: Api): void {
  endpoint(
    api,
    { method: 'get', path: '/resources/{id}/report', name: 'latestReport', tag: 'Quality', summary: 'The latest report on a site', zh: '网站质量报告', description: 'Its score, what it was made of, and every violation with evidence and remedy. 404 until it was judged once.', needs: 'crawl.read', params: IdParams, answer: Report },
    async (ctx, { params }) => {
      const found = await latestAssessment(ctx, params.id);
      if (!found) throw notFound('report on resource', params.id);
      return {
        ...found,
        subScores: found.subScores as Record<string, unknown>,
        signals: found.signals as Record<string, unknown>,
        violations: found.violations.map((one) => ({ ...one, ...wordsOf(one.code), evidence: one.evidence as Record<string, unknown>[] })),
      };
    },
  );
}

function wordsOf(code: string): Pick<z.input<typeof FoundViolation>, 'title' | 'remedy'> {
  const known = catalogue.violations.find((violation) => violation.code === code);
  return { title: known?.title ?? null, remedy: known?.remedy ?? null };
}
