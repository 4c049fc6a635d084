/** Longest canonical address: a B-tree key of Postgres must stay under 2,704 bytes. */
export const MAX_URL = 2_000;

/**
 * The one spelling of a site's address: host in lower case and punycode, no default port, no fragment, no final dot of the host.
 * A string says what is wrong. Whether the host may be visited is the crawler's to judge, at each visit.
 */
export function canonicalSiteUrl(input: string): { url: string; host: string } | string {
  const text = input.trim();
  if (!/^https?:\/\//i.test(text)) return 'must be an address that starts with http:// or https://';
  if (/[\s\p{Cc}]/u.test(text)) return 'must not hold spaces or control characters';
  if (!URL.canParse(text)) return 'is not a valid address';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.replace(/\.+$/, '');
  if (!url.hostname.includes('.') && !url.hostname.startsWith('[') && url.hostname !== 'localhost') {
    return 'names a host without a domain';
  }
  url.hash = '';
  if (url.href.length > MAX_URL) return `must be at most ${MAX_URL} characters`;
  return { url: url.href, host: url.hostname };
}

/** Host of a canonical address; null for the identifier of an app, an account or a place. */
export function hostOf(kind: string, url: string): string | null {
  return kind === 'site' ? new URL(url).hostname : null;
}
