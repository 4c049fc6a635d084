import { parse } from 'tldts';

const MAX_URL_CHARS = 2_048;
const WEB_PORTS = new Set(['', '80', '443']);

/**
 * One spelling for one page: lower-case host in punycode without trailing dot, no default port, no fragment; path and
 * query are left as they are. Null for what is not a plain http(s) URL.
 */
export function canonicalUrl(href: string, base?: string): string | null {
  const text = href.trim();
  if (text.length > MAX_URL_CHARS || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.replace(/\.+$/, '');
  return url.hostname === '' ? null : url.href;
}

/** The registrable domain of a host; the host itself for IP addresses and suffixes that the public list does not know. */
export function registrableDomain(host: string): string {
  const { domain, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true });
  return domain !== null && (isIcann || isPrivate) ? domain : host;
}

/** True when two URLs belong to one site: same registrable domain, and on unusual ports the same host and port. */
export function sameSite(a: URL, b: URL): boolean {
  if (a.host === b.host) return true;
  if (!WEB_PORTS.has(a.port) || !WEB_PORTS.has(b.port)) return false;
  return registrableDomain(a.hostname) === registrableDomain(b.hostname);
}

/** What belongs to a registered site. Several affiliates may share a host below different directories. */
export interface SiteScope {
  site: URL;
  /** `/`, or the directory below which the site lives. */
  prefix: string;
}

/** The scope of a registered URL: its directory when its path ends in a slash, else the whole site. */
export function scopeOf(registered: string, homeUrl: string = registered): SiteScope {
  const site = new URL(registered);
  const home = new URL(homeUrl);
  // Servers add the missing slash by a redirect: /m/123 is then the directory /m/123/.
  const path = home.host === site.host && home.pathname === `${site.pathname}/` ? home.pathname : site.pathname;
  return { site, prefix: path.endsWith('/') ? path : '/' };
}

export function inScope(scope: SiteScope, url: URL): boolean {
  if (scope.prefix === '/') return sameSite(scope.site, url);
  return url.host === scope.site.host && url.pathname.startsWith(scope.prefix);
}
