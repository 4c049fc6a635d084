import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { mailboxApp } from './adapters/mailbox-page.ts';
import type { SmtpSink } from './adapters/smtp-sink.ts';
import { type AppExtra, createApp } from './app.ts';
import { type OpenedDeps, openDeps } from './deps.ts';
import type { Clock } from './lib/clock.ts';
import type { Config } from './lib/config.ts';
import type { Deps } from './lib/ctx.ts';
import type { Log } from './lib/log.ts';
import { startWorkers } from '../workers/start.ts';

/** One process with everything in it: database, API, pages, workers, and a mailbox when no relay is set. */
export interface Everything {
  deps: Deps;
  url: string;
  sink: SmtpSink | null;
  mailboxUrl: string | null;
  location: string;
  /** Queues whatever is due at this moment without waiting for the schedule's next look; how many jobs that is. */
  nudge(): Promise<number>;
  close(): Promise<void>;
}

export interface EverythingOptions {
  name: string;
  clock?: Clock;
  log?: Log;
  pages?: AppExtra['pages'] | undefined;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** Starts everything in this process. A port that is taken is replaced by a free one, and the log says which. */
export async function startEverything(given: Config, options: EverythingOptions = { name: 'tuiguan' }): Promise<Everything> {
  // The address is part of what mails and errors say, so the port is settled before anything is made.
  const http = await listen(given);
  const config: Config = { ...given, PUBLIC_URL: given.PUBLIC_URL ?? http.url };
  let opened: OpenedDeps;
  try {
    opened = await openDeps(config, { name: options.name, migrate: true, mail: 'send', ...(options.clock ? { clock: options.clock } : {}), ...(options.log ? { log: options.log } : {}) });
  } catch (error) {
    await http.close();
    throw error;
  }
  const { deps, sink } = opened;
  if (http.movedFrom !== null) deps.log.warn(`port ${http.movedFrom} is taken; serving at ${http.url} instead`);
  // The mailbox holds links that open accounts, and asks nobody who they are: it is for this machine alone.
  const mailbox = sink && LOOPBACK.has(config.HOST) ? sink : null;
  if (sink && !mailbox) deps.log.warn(`the mailbox of the embedded mail server is not served, as HOST=${config.HOST} lets others in; set SMTP_URL to a relay`);
  const app = createApp(deps, { mount: mailbox ? [['/mailbox', mailboxApp(mailbox)]] : [], pages: options.pages });
  http.handle((request) => app.fetch(request));
  const workers = startWorkers(deps, opened.queueConnection);
  return {
    deps,
    url: http.url,
    sink,
    mailboxUrl: mailbox ? `${http.url}/mailbox` : null,
    location: opened.location,
    nudge: () => workers.nudge(),
    async close() {
      await http.close();
      await workers.close();
      await opened.close();
    },
  };
}

export interface Listening {
  url: string;
  /** The port that was wanted and taken; null when it was free. */
  movedFrom: number | null;
  handle(fetch: (request: Request) => Response | Promise<Response>): void;
  close(): Promise<void>;
}

/** Listens at HOST:PORT, or at a free port when that is taken. Until `handle` is called it answers 503. */
export async function listen(config: Pick<Config, 'HOST' | 'PORT'>): Promise<Listening> {
  let fetch: (request: Request) => Response | Promise<Response> = () => new Response('starting', { status: 503, headers: { 'retry-after': '1' } });
  const open = (port: number): Promise<ServerType> =>
    new Promise((resolve, reject) => {
      const server = serve({ fetch: (request) => fetch(request), hostname: config.HOST, port }, () => resolve(server));
      server.once('error', reject);
    });
  let movedFrom: number | null = null;
  let server: ServerType;
  try {
    server = await open(config.PORT);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    movedFrom = config.PORT;
    server = await open(0);
  }
  const { port } = server.address() as AddressInfo;
  const host = config.HOST === '0.0.0.0' || config.HOST === '::' ? 'localhost' : config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST;
  return {
    url: `http://${host}:${port}`,
    movedFrom,
    handle(handler) {
      fetch = handler;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeIdleConnections' in server) server.closeIdleConnections();
        // Requests under way get a moment; a stream that stays open must not hold the process.
        if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
}
