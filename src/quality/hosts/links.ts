import type { El } from '../page/element.ts';
import type { PageView } from '../page/view.ts';
import type { SiteView } from '../site.ts';
import { hostOf, parseUrl, sameAddressKey, siteOf } from './url.ts';
import { isClickHost } from './click-hosts.ts';
import { isNetworkHost } from './network-hosts.ts';

export interface Link {
  el: El;
  url: URL;
  /** `own`: the same site. `affiliate`: a click host, a known jump page, or a network address that carries a PID. `other`: the rest. */
  kind: 'own' | 'affiliate' | 'other';
}

/** The http(s) links of a page. */
export function linksOf(site: SiteView, page: PageView): Link[] {
  const links: Link[] = [];
  for (const el of page.dom.elements) {
    if (el.inert || (el.tag !== 'a' && el.tag !== 'area') || el.attrs['href'] === undefined) continue;
    const url = parseUrl(el.attrs['href'], page.base);
    if (url !== null && /^https?:$/.test(url.protocol)) links.push({ el, url, kind: kindOf(site, url) });
  }
  return links;
}

function kindOf(site: SiteView, url: URL): Link['kind'] {
  if (isClickHost(url) || (isNetworkHost(url) && /[?&](?:pid|refpid|p|ali_trackid)=(?:2:|2%3a)?mm_/i.test(url.search))) return 'affiliate';
  if (siteOf(hostOf(url) ?? '') !== site.site) return 'other';
  return site.jumps.has(sameAddressKey(url.href) ?? '') ? 'affiliate' : 'own';
}
