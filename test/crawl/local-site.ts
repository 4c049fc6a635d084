import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makePageTransport } from '../../src/adapters/page-transport.ts';
import type { Lookup } from '../../src/adapters/resolve-target.ts';
import { makeDeadline } from '../../src/crawl/deadline.ts';
import { fetchPage } from '../../src/crawl/fetch-page.ts';
import { makeCrawlDeps } from '../../src/crawl/make-crawl-deps.ts';
import type { CrawlDeps, CrawlSettings, FetchResult } from '../../src/crawl/types.ts';
import { SimulatedClock } from '../../src/lib/clock.ts';

export interface LocalSite {
  port: number;
  url: string;
  requests: string[];
  /** Sockets that are open now. */
  open(): number;
  close(): Promise<void>;
}

/** A site on a loopback address of its own. */
export async function serve(address: string, listener: RequestListener): Promise<LocalSite> {
  const requests: string[] = [];
  let open = 0;
  const server: Server = createServer((request: IncomingMessage, response) => {
    requests.push(`${request.headers.host} ${request.url}`);
    listener(request, response);
  });
  server.on('connection', (socket) => {
    open += 1;
    socket.on('close', () => (open -= 1)).on('error', () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, address, done));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${address}:${port}`,
    requests,
    open: () => open,
    close: () => new Promise((done) => (server.close(() => done()), server.closeAllConnections())),
  };
}

export const SETTINGS: CrawlSettings = {
  CRAWL_USER_AGENT: 'TuiguanBot/0.1 (+https://tuiguan.example/bot)',
  CRAWL_PAGES: 12,
  CRAWL_DEPTH: 2,
  CRAWL_SITE_SECONDS: 20,
  CRAWL_SITE_BYTES: 15_000_000,
  CRAWL_PAGE_BYTES: 2_000_000,
  CRAWL_DELAY_MS: 0,
};

export function crawler(allowHosts: string[], settings: Partial<CrawlSettings> = {}, lookup?: Lookup): CrawlDeps & { clock: SimulatedClock } {
  const clock = new SimulatedClock('2013-12-06T12:00:00+08:00');
  const pages = makePageTransport(lookup ? { allowHosts, lookup } : { allowHosts });
  return { ...makeCrawlDeps({ clock, pages, config: { ...SETTINGS, ...settings } }), clock };
}

export function fetchFrom(deps: CrawlDeps, url: string, ms = 10_000): Promise<FetchResult> {
  return fetchPage(deps, url, { deadline: makeDeadline(ms) });
}
