import { evidenceOf } from '../page/evidence.ts';
import { pidOwnership } from '../pids/ownership.ts';
import { MAX_EVIDENCE, type ViolationRule } from '../rule.ts';
import type { SiteView } from '../site.ts';

/** Share of the links with a known PID above which a foreign PID is a stop; at or below it is a deduction. */
export const PID_STOP_SHARE = 0.5;

/** Click-context PIDs that are not the member's. Counted a link, since one borrowed widget must not outweigh a hundred own links. */
export const pidMismatch: ViolationRule = {
  code: 'pid_mismatch',
  level: 'stop',
  title: { 'zh-CN': 'PID 与备案会员不一致', en: 'PIDs of another member' },
  remedy: {
    'zh-CN': '请把证据中的推广链接换成您自己的 PID（mm_您的会员号_…）。如果这个 PID 也属于您，请先在备案信息中补登记；如果网站已转让，请由现在的所有者重新备案。',
    en: 'Replace the affiliate links in the evidence by links with your own PID (mm_<your member id>_…). If the PID is yours too, add it to your registration; if the site has changed hands, its present owner must register it.',
  },
  find,
};

function find(site: SiteView): ReturnType<ViolationRule['find']> {
  const { own, foreign } = pidOwnership(site);
  if (foreign.length === 0) return null;
  const share = foreign.length / (own.length + foreign.length);
  const note = `${foreign.length} of ${own.length + foreign.length} links with a known PID (${Math.round(share * 100)}%)`;
  const evidence = foreign.slice(0, MAX_EVIDENCE).map((use) => evidenceOf(use.page.input, { dom: use.page.dom, el: use.el, value: use.pid, threshold: `mm_${site.input.memberId}_*`, note }));
  return { level: share > PID_STOP_SHARE ? 'stop' : 'deduction', evidence };
}
