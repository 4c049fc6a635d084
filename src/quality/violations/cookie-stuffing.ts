import { evidenceOf } from '../page/evidence.ts';
import { MAX_EVIDENCE, type ViolationRule } from '../rule.ts';
import { clickTarget, type SiteView } from '../site.ts';
import type { Evidence } from '../types.ts';

/**
 * A click host is loaded without a click: frame, image, script, embed, link, CSS url(), or built by a script, visible or not,
 * also in two steps by way of a jump page of the site. The host alone decides: hidden frames and 1×1 images of other hosts
 * are on a third of all ordinary pages. Source: Chachra et al. 2015 (AffTracker).
 */
export const cookieStuffing: ViolationRule = {
  code: 'cookie_stuffing',
  level: 'stop',
  title: { 'zh-CN': '未经点击加载推广链接（Cookie 填充）', en: 'Affiliate link loaded without a click (cookie stuffing)' },
  remedy: {
    'zh-CN': '请删除证据中标出的元素或脚本：推广链接只能放在访客主动点击的链接（<a href>）里，不能用 iframe、图片、脚本、样式或预加载的方式打开。如果不是您自己添加的，请检查网站是否被入侵或装有不明插件。修改后申请复审即可。',
    en: 'Remove the element or script named in the evidence: an affiliate link may only be opened by a visitor who clicks it (<a href>), never by a frame, image, script, style or prefetch. If you did not put it there, check the site for a break-in or an unknown plug-in. Then ask for a re-review.',
  },
  find,
};

function find(site: SiteView): { level: 'stop'; evidence: Evidence[] } | null {
  const evidence: Evidence[] = [];
  for (const page of site.pages) {
    for (const found of site.automatic.get(page) ?? []) {
      if (found.kind !== 'load' || evidence.length >= MAX_EVIDENCE) continue;
      const hit = clickTarget(site, found, page);
      if (hit === null) continue;
      const note = hit.jump === null ? found.via : `${found.via} → ${hit.jump.page.input.url} → ${hit.target}`;
      evidence.push(evidenceOf(page.input, { dom: page.dom, el: found.el, value: found.url, threshold: 'no click host without a click', note }));
    }
  }
  return evidence.length === 0 ? null : { level: 'stop', evidence };
}
