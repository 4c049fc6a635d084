import { expect, it } from 'vitest';
import type { Report } from '../../../src/crawl/index.ts';
import { losses } from '../../../src/web/report/index.ts';

type Judged = Parameters<typeof losses>[0];
const title = { 'zh-CN': '项', en: 'thing' };
const measure = (code: string, subScore: string, score: number | null, weight: number) => ({ code, subScore, score, weight, value: 1, unit: 'points', title }) as Report['measures'][number];

/** Content 0.5, links 0.5 of the whole; the text is thin and the links are many. */
const judged = (score: number | null): Judged =>
  ({
    score,
    subScores: { content: { score: 20, weight: 0.5 }, links: { score: 60, weight: 0.5 }, trust: { score: null, weight: 0.2 } },
    measures: [measure('title_quality', 'content', 99, 1), measure('main_text_length', 'content', 0, 3), measure('affiliate_link_share', 'links', 60, 1), measure('icp_number', 'trust', null, 1)],
  }) as unknown as Judged;

it('what costs the most points comes first, with the points that it lacks', () => {
  const found = losses(judged(40), 60);
  expect(found.map(({ code, lost, of }) => [code, Math.round(lost * 10) / 10, Math.round(of * 10) / 10])).toEqual([
    ['main_text_length', 37.5, 37.5],
    ['affiliate_link_share', 20, 50],
  ]);
});

it('a site that stands well is left in peace, unless more is asked of it', () => {
  expect(losses(judged(85), 60)).toEqual([]);
  expect(losses(judged(85), 90)).toHaveLength(2);
  expect(losses(judged(null), 60)).toEqual([]);
});
