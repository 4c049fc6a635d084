import type { Signal } from '../rule.ts';

/** Share of the pages asked for that answered 2xx, 0..1, without jumps and the random address; unknown for saved files and refusals. */
export const statusOk: Signal = {
  code: 'status_ok',
  subScore: 'technical',
  unit: 'share',
  title: { 'zh-CN': '页面可访问率', en: 'Pages that answer' },
  measure: (site) => {
    const asked = site.pages.filter(({ input }) => input.role !== 'jump' && input.role !== 'random' && input.stoppedAt === null);
    const known = asked.filter(({ input }) => input.status !== null && ![401, 403, 429].includes(input.status));
    return known.length === 0 ? null : known.filter(({ input }) => (input.status ?? 0) >= 200 && (input.status ?? 0) < 300).length / known.length;
  },
};
