import { pidOwnership } from '../pids/ownership.ts';
import type { Signal } from '../rule.ts';

/** Share of the links with a known PID that carry the member's own, 0..1; unknown when no link shows a PID. */
export const ownPidShare: Signal = {
  code: 'own_pid_share',
  subScore: 'links',
  unit: 'share',
  title: { 'zh-CN': '自有 PID 占比', en: 'Share of links with the own PID' },
  measure: (site) => {
    const { own, foreign } = pidOwnership(site);
    const known = own.length + foreign.length;
    return known === 0 ? null : own.length / known;
  },
};
