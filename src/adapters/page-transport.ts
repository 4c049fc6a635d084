import { isIP } from 'node:net';
import { buildConnector, Client, type Dispatcher } from 'undici';
import type { Log } from '../lib/log.ts';
import type { PageRequest, PageResponse, PageTransport } from '../lib/ports.ts';
import { type AddressGate, makeAddressGate } from './address-gate.ts';
import { checkTarget, parseAllowList, type Target } from './addresses.ts';
import { readDecoded } from './decode-body.ts';
import { type Lookup, resolveTarget, systemLookup } from './resolve-target.ts';

const CONNECT_MS = 10_000;
const MAX_HEADER_BYTES = 32_768;
/** Errors before anything was sent: the host's next address may do better. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL']);

export interface PageTransportOptions {
  /** CRAWL_ALLOW_HOSTS: `host:port`, or `host:port=ADDRESS`. Exempt from the range and port checks, from nothing else. */
  allowHosts: readonly string[];
  log?: Log;
  /** How host names become addresses; the system's resolver by default. */
  lookup?: Lookup;
}

/**
 * One HTTP exchange at a time to an address: the host is checked and resolved, every address is checked, and the
 * connection goes to exactly the address that was checked, so nothing resolves the name a second time.
 */
export function makePageTransport(options: PageTransportOptions): PageTransport {
  const allow = parseAllowList(options.allowHosts);
  const lookup = options.lookup ?? systemLookup;
  const gate: AddressGate = makeAddressGate();
  const open = new Set<Client>();
  return {
    async request(request) {
      request.signal.throwIfAborted();
      const target = checkTarget(request.url, allow);
      const addresses = (await resolveTarget(target, lookup, request.signal)).slice(0, 2);
      for (;;) {
        const address = addresses.shift() as string;
        try {
          return await gate.run(address, request.signal, () => exchange(request, target, address, open));
        } catch (error) {
          if (addresses.length === 0 || !NOT_CONNECTED.has(codeOf(error))) throw error;
          options.log?.debug({ host: target.host, address, code: codeOf(error) }, 'no connection to the first address, trying the next');
        }
      }
    },
    async close() {
      await Promise.all([...open].map((client) => client.destroy()));
    },
  };
}

async function exchange(request: PageRequest, target: Target, address: string, open: Set<Client>): Promise<PageResponse> {
  const client = new Client(request.url.origin, { connect: pinnedTo(address, target), maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: 0, bodyTimeout: 0, pipelining: 1 });
  open.add(client);
  try {
    const response = await client.request({
      method: 'GET',
      path: request.url.pathname + request.url.search,
      headers: { 'accept-encoding': 'gzip, deflate, br', ...request.headers },
      signal: request.signal,
    });
    const headers = flatten(response.headers);
    const { body, truncated } = await readDecoded(response.body, headers['content-encoding'] ?? '', request.maxBytes);
    return { status: response.statusCode, headers, body, truncated, address };
  } finally {
    open.delete(client);
    await client.destroy().catch(() => undefined);
  }
}

/** A connector that dials the checked address itself and keeps the host's name for TLS only. */
function pinnedTo(address: string, target: Target): buildConnector.connector {
  const connect = buildConnector({ timeout: CONNECT_MS, maxCachedSessions: 0 });
  const servername = isIP(target.host) === 0 ? { servername: target.host } : {};
  return (options, callback) => connect({ ...options, hostname: address, ...servername }, callback);
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
