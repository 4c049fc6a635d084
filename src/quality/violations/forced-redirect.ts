import { parseUrl } from '../hosts/url.ts';
import { refreshTarget } from '../loads/meta-refresh.ts';
import { evidenceOf } from '../page/evidence.ts';
import type { PageView } from '../page/view.ts';
import { MAX_EVIDENCE, type ViolationRule } from '../rule.ts';
import { chainTarget, clickTarget, type SiteView } from '../site.ts';
import type { Evidence } from '../types.ts';
import { isClickHost } from '../hosts/click-hosts.ts';

const THRESHOLD = 'no way from a landing page to a click host without a click';

/**
 * Meta refresh, script or 30x takes the visitor from a landing page to a click host. Both halves are needed: 8-18% of ordinary
 * pages have `location =` in a script. Jump pages are what one expects behind a click and are never judged here.
 */
export const forcedRedirect: ViolationRule = {
  code: 'forced_redirect',
  level: 'stop',
  title: { 'zh-CN': '强制跳转到推广链接', en: 'Forced redirect to an affiliate link' },
  remedy: {
    'zh-CN': '请去掉证据中标出的自动跳转（meta refresh、脚本或服务器 30x）：访客应停留在您的页面上，由其本人点击后再前往商品页。修改后申请复审即可。',
    en: 'Remove the automatic redirect named in the evidence (meta refresh, script, or 30x of the server): visitors must stay on your page until they click a link themselves. Then ask for a re-review.',
  },
  find,
};

function find(site: SiteView): { level: 'stop'; evidence: Evidence[] } | null {
  const evidence = site.pages.filter((page) => page.input.role !== 'jump' && page.input.role !== 'random').flatMap((page) => onPage(site, page));
  return evidence.length === 0 ? null : { level: 'stop', evidence: evidence.slice(0, MAX_EVIDENCE) };
}

function onPage(site: SiteView, page: PageView): Evidence[] {
  const evidence: Evidence[] = [];
  const chained = chainTarget(page);
  if (chained !== null) {
    const steps = page.input.chain.map((hop) => `${hop.status} ${hop.url}`).join(' → ');
    evidence.push(evidenceOf(page.input, { value: chained, threshold: THRESHOLD, note: steps || 'redirect' }));
  }
  const header = refreshTarget(page.input.headers['refresh'] ?? '');
  const headerUrl = header === null ? null : parseUrl(header, page.input.finalUrl);
  if (headerUrl !== null && isClickHost(headerUrl)) evidence.push(evidenceOf(page.input, { value: headerUrl.href, threshold: THRESHOLD, note: 'Refresh header' }));
  for (const found of site.automatic.get(page) ?? []) {
    if (found.kind !== 'navigate') continue;
    const hit = clickTarget(site, found, page);
    if (hit === null) continue;
    const note = hit.jump === null ? found.via : `${found.via} → ${hit.jump.page.input.url} → ${hit.target}`;
    evidence.push(evidenceOf(page.input, { dom: page.dom, el: found.el, value: found.url, threshold: THRESHOLD, note }));
  }
  return evidence;
}
