import type { Signal } from '../rule.ts';

/** Was the home page served over HTTPS with a certificate that was accepted; unknown for saved files. */
export const https: Signal = {
  code: 'https',
  subScore: 'trust',
  unit: 'yes/no',
  title: { 'zh-CN': 'HTTPS', en: 'HTTPS' },
  measure: (site) => {
    const home = site.readable.find((page) => page.input.role === 'home' && page.input.status !== null);
    return home === undefined ? null : home.input.finalUrl.toLowerCase().startsWith('https:');
  },
};
