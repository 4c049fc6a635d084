import { linksOf } from '../hosts/links.ts';
import { sameAddressKey } from '../hosts/url.ts';
import { evidenceOf } from '../page/evidence.ts';
import { icpNumber } from '../page/icp.ts';
import type { ViolationRule } from '../rule.ts';
import type { SiteView } from '../site.ts';

/** Pages that must have been read before an absence is believed: home and two more. */
const PAGES_NEEDED = 3;

/** No ICP filing number on home nor on two more pages. Fewer pages prove it only when the site links to no others. */
export const noIcp: ViolationRule = {
  code: 'no_icp',
  level: 'deduction',
  title: { 'zh-CN': '未发现 ICP 备案号', en: 'No ICP filing number' },
  remedy: {
    'zh-CN': '请在网站首页底部以文字形式标明 ICP 备案号（例如“京ICP备12345678号-1”），并链接到 beian.miit.gov.cn。尚未备案的，请先通过接入商办理。',
    en: 'Show the ICP filing number as text at the foot of the home page (such as 京ICP备12345678号-1) with a link to beian.miit.gov.cn. If the site has none, file it through your hosting provider first.',
  },
  find,
};

function find(site: SiteView): ReturnType<ViolationRule['find']> {
  if (!icpAbsent(site)) return null;
  const evidence = site.content.slice(0, PAGES_NEEDED).map((page) => evidenceOf(page.input, { value: null, threshold: 'an ICP number on one of the pages' }));
  return { level: 'deduction', evidence };
}

/** True only when the absence is proved; a lone page of a larger site proves nothing. */
export function icpAbsent(site: SiteView): boolean {
  if (!site.content.some((page) => page.input.role === 'home') || site.readable.some((page) => icpNumber(page) !== null)) return false;
  if (site.content.some((page) => page.dom.truncated)) return false;
  return site.content.length >= PAGES_NEEDED || sawWholeSite(site);
}

/** A saved file (no status) never proves it: its links may be to a host that we were not told. */
function sawWholeSite(site: SiteView): boolean {
  if (site.content.some((page) => page.input.status === null)) return false;
  const seen = new Set(site.pages.flatMap((page) => [sameAddressKey(page.input.url), sameAddressKey(page.input.finalUrl)]));
  return site.content.every((page) => linksOf(site, page).every((link) => link.kind !== 'own' || seen.has(sameAddressKey(link.url.href))));
}
