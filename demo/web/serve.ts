import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { AppError } from '../../src/lib/errors.ts';
import { DEMO_PORT, HOSTS, type DemoHost } from './hosts.ts';
import { answer } from './pages/answer.ts';
import { hash } from './random.ts';

export interface DemoWeb {
  /** The one port that every host listens on. */
  port: number;
  hosts: (DemoHost & { url: string })[];
  /** `host:port=address` entries for the crawler. */
  allowHosts: string[];
  /** From now on this member's pages are an honest site's, on every host that answers at all. */
  repair(memberId: string): void;
  isRepaired(memberId: string): boolean;
  /** Requests that each host (`NAME.web.test`) has had. */
  requests: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** How long the trickling host drips, and then breaks off, in milliseconds. */
const TRICKLE_MS = 3_000;
const PORTS_TO_TRY = 40;

/**
 * Starts one small HTTP server a host, each on its own 127.77.x.y address, all on one port: `port`, or the next that is
 * free on all of them. Hosts of kind `dead` get an address and no server. `today` dates the articles.
 * @throws AppError CONFIG when no port is free, or when the machine has no 127.0.0.0/8 but 127.0.0.1 (macOS).
 */
export async function startDemoWeb(options: { port?: number; today: () => Date }): Promise<DemoWeb> {
  const repaired = new Set<string>();
  const requests = new Map(HOSTS.map((host) => [host.host, 0]));
  const live = HOSTS.filter((host) => host.kind !== 'dead');
  const serve = (host: DemoHost) => createServer((request, response) => {
    requests.set(host.host, (requests.get(host.host) ?? 0) + 1);
    respond(host, request, response, { today: options.today(), repaired });
  });
  const { servers, port } = await listenEverywhere(live, serve, options.port ?? DEMO_PORT);
  return {
    port,
    hosts: HOSTS.map((host) => ({ ...host, url: `http://${host.host}:${port}/` })),
    allowHosts: HOSTS.map((host) => `${host.host}:${port}=${host.address}`),
    repair: (memberId) => void repaired.add(memberId),
    isRepaired: (memberId) => repaired.has(memberId),
    requests,
    close: () => closeAll(servers),
  };
}

async function listenEverywhere(hosts: DemoHost[], serve: (host: DemoHost) => Server, first: number) {
  for (let port = first; port < first + PORTS_TO_TRY && port < 65_536; port++) {
    const servers = hosts.map(serve);
    const outcomes = await Promise.allSettled(servers.map((server, i) => listen(server, port, (hosts[i] as DemoHost).address)));
    const fault = outcomes.find((outcome) => outcome.status === 'rejected');
    if (!fault) return { servers, port };
    await closeAll(servers);
    const code = (fault.reason as NodeJS.ErrnoException).code;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') {
      throw new AppError('CONFIG', `the demo's web cannot listen on 127.77.0.0/16 (${code}): it expects a machine where all of 127.0.0.0/8 is loopback, as on Linux`, { cause: fault.reason });
    }
  }
  throw new AppError('CONFIG', `no port from ${first} to ${first + PORTS_TO_TRY - 1} is free on all addresses of the demo's web: stop what listens there, or give another port`);
}

function listen(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: address, exclusive: true }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

async function closeAll(servers: Server[]): Promise<void> {
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  })));
}

function respond(host: DemoHost, request: IncomingMessage, response: ServerResponse, situation: Parameters<typeof answer>[2]): void {
  const target = request.url?.startsWith('/') ? request.url : '/';
  const result = answer(host, target, situation);
  const memberId = /^\/m\/(\d+)/.exec(target)?.[1] ?? '';
  if (host.kind === 'trickle' && target !== '/robots.txt' && !situation.repaired.has(memberId)) return trickle(response);
  const send = () => {
    const zipped = host.kind === 'gzip' && String(request.headers['accept-encoding'] ?? '').includes('gzip');
    const body = zipped ? gzipSync(result.body) : Buffer.from(result.body);
    response.writeHead(result.status, { ...result.headers, ...(zipped ? { 'content-encoding': 'gzip' } : {}), 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (host.kind === 'slow') setTimeout(send, 300 + (hash(target) % 500));
  else send();
}

/** A byte at a time, and no end: the reader's own deadline or our breaking off is the only way out. */
function trickle(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  const drip = setInterval(() => response.write('<'), 100);
  const end = setTimeout(() => response.destroy(), TRICKLE_MS);
  response.once('close', () => {
    clearInterval(drip);
    clearTimeout(end);
  });
}
