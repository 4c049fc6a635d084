import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { AppError } from '../lib/errors.ts';

/** `host:port` → the address it stands for, or null when the host is itself one or is resolved. */
export type AllowList = ReadonlyMap<string, string | null>;

/** What a URL points at once it has passed the guard. */
export interface Target {
  /** Lower case, without brackets and trailing dot. */
  host: string;
  port: number;
  /** Addresses that need no resolving: the literal host, or what the allow list maps it to. */
  address: string | null;
  /** Named in the allow list: range and port were not held against it. */
  allowed: boolean;
}

/** Only 2000::/3 is given out as global unicast; the rest of IPv6 embeds, maps or is unassigned. */
const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');
/** Azure's wire server: a public address by range, a metadata service by use. */
const METADATA = new Set(['168.63.129.16']);

/**
 * Why an address may not be reached, or null when it may: only what ipaddr.js calls unicast, after unwrapping
 * IPv4-mapped ones, and of IPv6 only 2000::/3 (ipaddr.js calls ::7f00:1, which is 127.0.0.1, unicast).
 */
export function addressRefusal(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'not an IP address';
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range !== 'unicast') return `${range} address`;
  const text = parsed.toString();
  if (METADATA.has(text)) return 'cloud metadata address';
  if (parsed.kind() === 'ipv6' && !globalV6.check(text, 'ipv6')) return 'outside the global unicast range';
  return null;
}

/**
 * Reads allow-list entries: `host:port`, `127.1.2.3:18080`, `[::1]:8080`, or `host:port=127.1.2.3`, which also names
 * the address to connect to. No wildcards.
 * @throws CONFIG for an entry of another form.
 */
export function parseAllowList(entries: readonly string[]): AllowList {
  const list = new Map<string, string | null>();
  for (const entry of entries) {
    const match = /^(\[[0-9a-fA-F:.]+\]|[^\s:/@?#*[\]]+):(\d{1,5})(?:=(.+))?$/.exec(entry.trim());
    const url = match ? `http://${match[1]}:${match[2]}/` : '';
    const mapped = match?.[3] ?? null;
    if (!match || !URL.canParse(url) || (mapped !== null && isIP(mapped) === 0)) {
      throw new AppError('CONFIG', `CRAWL_ALLOW_HOSTS has ${JSON.stringify(entry)}: expected host:port or host:port=ADDRESS`);
    }
    list.set(`${bareHost(new URL(url))}:${Number(match[2])}`, mapped);
  }
  return list;
}

/**
 * Checks all of a URL that can be checked without resolving: scheme, credentials, port, and a literal host in every
 * spelling (WHATWG parsing has already turned 2130706433, 0x7f.1 or ①②⑦.⓪.⓪.① into 127.0.0.1).
 * @throws ADDRESS_REFUSED
 */
export function checkTarget(url: URL, allow: AllowList): Target {
  const refuse = (why: string): never => {
    throw new AppError('ADDRESS_REFUSED', `${shown(url)}: ${why}`);
  };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse(`scheme ${url.protocol} is refused, expected http: or https:`);
  if (url.username !== '' || url.password !== '') refuse('a URL with a user name or password is refused');
  const host = bareHost(url);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const entry = allow.get(`${host}:${port}`);
  const literal = isIP(host) === 0 ? null : host;
  if (entry !== undefined) return { host, port, address: entry ?? literal, allowed: true };
  if (host === '' || host === 'localhost' || host.endsWith('.localhost')) refuse('this machine itself is refused');
  const why = literal === null ? null : addressRefusal(literal);
  if (why !== null) refuse(`${literal} is a ${why}`);
  if (port !== 80 && port !== 443) refuse(`port ${port} is refused, expected 80 or 443`);
  return { host, port, address: literal, allowed: false };
}

/** Host name without brackets and trailing dot. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '').toLowerCase();
}

/** The URL without credentials and query, for messages. */
function shown(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200);
}
