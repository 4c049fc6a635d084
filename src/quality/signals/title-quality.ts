import type { Signal } from '../rule.ts';
import { median } from './median.ts';

/** Median quality of the title, 0-100: none 0, very short 40, stuffed (six separators or over 120 characters) 50, else 100. Source: Ntoulas et al. 2006. */
export const titleQuality: Signal = {
  code: 'title_quality',
  subScore: 'content',
  unit: 'points',
  title: { 'zh-CN': '标题质量', en: 'Title quality' },
  measure: (site) => median(site.content.map((page) => points(page.title))),
};

function points(title: string | null): number {
  if (title === null || title === '') return 0;
  if (title.length < 2) return 40;
  const separators = title.match(/[,，、|_;；]/g)?.length ?? 0;
  return separators >= 6 || title.length > 120 ? 50 : 100;
}
