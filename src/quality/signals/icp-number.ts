import { icpNumber } from '../page/icp.ts';
import type { Signal } from '../rule.ts';
import { icpAbsent } from '../violations/no-icp.ts';

/** The ICP filing number shown on the site; false when its absence is proved, unknown otherwise. Presence is not validity. */
export const icpNumberSignal: Signal = {
  code: 'icp_number',
  subScore: 'trust',
  unit: 'number',
  title: { 'zh-CN': 'ICP 备案号', en: 'ICP filing number' },
  measure: (site) => {
    for (const page of site.readable) {
      const found = icpNumber(page);
      if (found !== null) return found;
    }
    return icpAbsent(site) ? false : null;
  },
};
