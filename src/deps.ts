import { join } from 'node:path';
import { secretFor } from './adapters/auth-secret.ts';
import { type QueueConnection, makeQueue } from './adapters/bullmq.ts';
import { makeTxtResolver } from './adapters/dns.ts';
import { makeMailer } from './adapters/mailer.ts';
import { openDatabase } from './adapters/open-database.ts';
import { makePageTransport } from './adapters/page-transport.ts';
import { silentRelay } from './adapters/relay-log.ts';
import { type SmtpSink, startSmtpSink } from './adapters/smtp-sink.ts';
import { type Clock, clockFrom, systemClock } from './lib/clock.ts';
import type { Config } from './lib/config.ts';
import type { Deps } from './lib/ctx.ts';
import { AppError } from './lib/errors.ts';
import { type Log, makeLog } from './lib/log.ts';
import type { MailTransport } from './lib/ports.ts';

/** Everything of one process that must be closed again, in the order of its making. */
export interface OpenedDeps {
  deps: Deps;
  queueConnection: QueueConnection;
  /** The embedded mail server, where SMTP_URL is unset and this process is to have one. */
  sink: SmtpSink | null;
  /** For people: where the data is. */
  location: string;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Shown in pg_stat_activity and in logs. */
  name: string;
  /** Apply pending migrations first. */
  migrate: boolean;
  /** Who hands out mail: the relay at SMTP_URL, else the embedded sink; `none` for processes that send nothing. */
  mail: 'send' | 'none';
  clock?: Clock;
  log?: Log;
}

/** The one place where the database, the queue, the mailer, the fetcher and the clock are made. */
export async function openDeps(given: Config, options: OpenOptions): Promise<OpenedDeps> {
  const log = options.log ?? makeLog(given.LOG_LEVEL, given.NODE_ENV !== 'production');
  const clock = options.clock ?? (given.CLOCK_START ? clockFrom(new Date(given.CLOCK_START)) : systemClock);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closers.reverse().splice(0)) await each().catch((err: unknown) => log.warn({ err }, 'closing'));
  };
  try {
    const database = await openDatabase(given, log, { migrate: options.migrate, name: options.name });
    closers.push(database.close);
    const config: Config = given.AUTH_SECRET ? given : { ...given, AUTH_SECRET: secretFor(given.DATA_DIR) };
    const queueConnection: QueueConnection = config.REDIS_URL
      ? { kind: 'redis', url: config.REDIS_URL }
      : { kind: 'postgres', url: config.QUEUE_DATABASE_URL ?? database.url };
    const queue = makeQueue(queueConnection, log);
    closers.push(() => queue.close());
    const pages = makePageTransport({ allowHosts: config.CRAWL_ALLOW_HOSTS });
    closers.push(() => pages.close());
    const sink = options.mail === 'send' && !config.SMTP_URL ? await startSmtpSink({ dir: join(config.DATA_DIR, 'mail'), port: 0, clock }) : null;
    if (sink) closers.push(() => sink.close());
    const relay = config.SMTP_URL ?? sink?.url;
    const mail = options.mail === 'send' && relay ? makeMailer({ url: relay, maxConnections: config.MAIL_CONNECTIONS }) : noMail;
    closers.push(() => mail.close());
    const deps: Deps = { config, log, db: database.db, clock, queue, mail, relayLog: sink ?? silentRelay, pages, txt: makeTxtResolver() };
    return { deps, queueConnection, sink, location: database.location, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const noMail: MailTransport = {
  send: () => Promise.reject(new AppError('UNAVAILABLE', 'this process sends no mail; the workers do')),
  close: () => Promise.resolve(),
};
