import { mainTextLength } from '../page/main-text.ts';
import type { Signal } from '../rule.ts';
import { median } from './median.ts';

/** Readability is slow: at most this many pages a site, details first. */
const MAX_PAGES = 5;
const ORDER = ['detail', 'home', 'about', 'list', 'random', 'jump'];

/** Median length of the main text, in characters without white space. Source: Ntoulas et al. 2006 (content features). */
export const mainTextLengthSignal: Signal = {
  code: 'main_text_length',
  subScore: 'content',
  unit: 'characters',
  title: { 'zh-CN': '正文长度', en: 'Main text length' },
  measure: (site) => {
    const pages = site.content.toSorted((a, b) => ORDER.indexOf(a.input.role) - ORDER.indexOf(b.input.role)).slice(0, MAX_PAGES);
    return median(pages.map(mainTextLength));
  },
};
