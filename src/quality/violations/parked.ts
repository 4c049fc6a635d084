import { hostOf, parseUrl, siteOf } from '../hosts/url.ts';
import { evidenceOf } from '../page/evidence.ts';
import { textLength } from '../page/text.ts';
import type { PageView } from '../page/view.ts';
import type { ViolationRule } from '../rule.ts';
import type { SiteView } from '../site.ts';
import type { Evidence } from '../types.ts';
import { linksOf } from '../hosts/links.ts';

/** Parking services and markets for names. Source: Vissers et al. 2015 and the services' own pages. */
const PARKING = ['sedoparking.com', 'bodis.com', 'parkingcrew.net', 'above.com', 'parklogic.com', 'domainparking.ru', 'cashparking.com', 'voodoo.com', 'skenzo.com', 'hugedomains.com', 'dan.com', 'afternic.com', 'sedo.com', 'namedrive.com', 'parked.com', 'ztomy.com', '4.cn', 'ename.com', 'juming.com'];
const FOR_SALE = /(?:this )?domain(?: name)?(?: [\w.-]{1,60})? (?:is|may be) (?:for sale|available for purchase)|buy this domain|domain for sale|(?:域名|本域名|该域名|此域名).{0,12}(?:出售|转让|待售|可售|正在出售)|(?:出售|转让)(?:此|该|本)?域名|域名停放|domain parking/i;
/** A parked page says little; an article about the trade in names says more (characters without white space). */
const TINY_TEXT = 600;

/** Two parking signals or more on the home page, one of them a parking service or an offer in title or heading. Lifts by itself. */
export const parked: ViolationRule = {
  code: 'parked',
  level: 'stop',
  title: { 'zh-CN': '域名停放或待售', en: 'Parked domain' },
  remedy: {
    'zh-CN': '该地址目前只是停放或待售的域名页面。请把网站恢复上线（或在备案中改成正确的网址），再申请复审；网站恢复后此项自动解除。',
    en: 'The address shows a parking or for-sale page only. Put the site back on line (or correct the address in the registration) and ask for a re-review; this lifts by itself once the site is back.',
  },
  find,
};

function find(site: SiteView): { level: 'stop'; evidence: Evidence[] } | null {
  for (const page of site.content.filter((at) => at.input.role === 'home')) {
    const signals = parkingSignals(site, page);
    if (signals.length >= 2 && signals.some((signal) => signal.threshold === 'strong')) {
      return { level: 'stop', evidence: signals.map((signal) => ({ ...signal, threshold: 'two parking signals or more' })) };
    }
  }
  return null;
}

function parkingSignals(site: SiteView, page: PageView): Evidence[] {
  const out: Evidence[] = [];
  const length = textLength(page.text);
  if (length > TINY_TEXT) return out;
  const service = page.dom.elements.find((el) => /^(?:script|iframe|frame|img|link)$/.test(el.tag) && !el.inert && isParking(el.attrs['src'] ?? el.attrs['href'], page));
  if (service) out.push(evidenceOf(page.input, { dom: page.dom, el: service, value: service.attrs['src'] ?? service.attrs['href'] ?? '', threshold: 'strong', note: 'parking service' }));
  const heading = page.dom.texts.find((text) => /^(?:title|h1|h2)$/.test(text.parent?.tag ?? '') && FOR_SALE.test(text.data.slice(0, 500)));
  if (heading) out.push(evidenceOf(page.input, { dom: page.dom, el: heading.parent, value: heading.data.trim(), threshold: 'strong', note: 'offered for sale in title or heading' }));
  const links = linksOf(site, page);
  const market = links.find((link) => isParking(link.url.href, page));
  if (market) out.push(evidenceOf(page.input, { dom: page.dom, el: market.el, value: market.url.href, threshold: 'strong', note: 'link to a market for names' }));
  const body = heading ? null : FOR_SALE.exec(page.text.slice(0, 5_000));
  if (body) out.push(evidenceOf(page.input, { value: body[0], threshold: 'weak', note: 'offered for sale in the text' }));
  const own = links.filter((link) => link.kind === 'own').length;
  if (own === 0) out.push(evidenceOf(page.input, { value: `${length} characters, ${links.length} links, none to the site itself`, threshold: 'weak', note: 'no content of its own' }));
  return out;
}

function isParking(address: string | undefined, page: PageView): boolean {
  const url = address === undefined ? null : parseUrl(address, page.base);
  return url !== null && PARKING.includes(siteOf(hostOf(url) ?? '')) && siteOf(hostOf(url) ?? '') !== siteOf(hostOf(page.input.finalUrl) ?? '');
}
