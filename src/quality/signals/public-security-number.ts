import { securityNumber } from '../page/icp.ts';
import type { Signal } from '../rule.ts';

/** The public-security filing number (公网安备); its absence is neutral, since many good sites have none. */
export const publicSecurityNumber: Signal = {
  code: 'public_security_number',
  subScore: 'trust',
  unit: 'number',
  title: { 'zh-CN': '公安备案号', en: 'Public-security filing number' },
  measure: (site) => {
    for (const page of site.readable) {
      const found = securityNumber(page);
      if (found !== null) return found;
    }
    return null;
  },
};
