/** The host of a URL or the bare host name itself: lower case, without port and trailing dot; null when there is none. */
export function hostOf(urlOrHost: string | URL): string | null {
  const text = String(urlOrHost);
  const url = typeof urlOrHost !== 'string' ? urlOrHost : parseUrl(/^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(text) ? text : `http://${text.replace(/^\/{2}/, '')}`);
  return url === null || url.hostname === '' ? null : url.hostname.replace(/\.{1,10}$/, '');
}

/** Longest address that is looked at; browsers and servers refuse longer ones. */
const MAX_URL = 8_192;

/** Parses as a browser does (tabs and newlines inside are dropped, backslashes are slashes); null when it is no URL. */
export function parseUrl(text: string, base?: string): URL | null {
  if (text.length > MAX_URL * 8) return null;
  const clean = text.replace(/[\t\n\r]/g, '').trim().slice(0, MAX_URL);
  return URL.canParse(clean, base) ? new URL(clean, base) : null;
}

/** An http(s) address in one spelling, without fragment, for comparing two of them; null for other schemes. */
export function sameAddressKey(text: string, base?: string): string | null {
  const url = parseUrl(text, base);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return `${hostOf(url) ?? ''}:${url.port}${url.pathname}${url.search}`;
}

/** Two last labels, or three below a public second level such as com.cn: enough to tell own links from foreign ones. */
export function siteOf(host: string): string {
  const labels = host.split('.');
  if (/^[\d.]+$/.test(host) || host.includes(':')) return host;
  const second = labels.at(-2) ?? '';
  const take = /^(?:com|net|org|gov|edu|ac|co)$/.test(second) && (labels.at(-1) ?? '').length === 2 ? 3 : 2;
  return labels.slice(-take).join('.');
}
