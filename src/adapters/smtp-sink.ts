import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Clock } from '../lib/clock.ts';
import type { RelayLog } from '../lib/ports.ts';
import { headerOf, subjectOf } from './mailbox/headers.ts';
import { openMailStore, type StoredMail } from './mailbox/store.ts';

export interface SinkOptions {
  /** Where mailbox.ndjson is kept. */
  dir: string;
  port: number;
  clock: Clock;
}

export interface MailSummary extends StoredMail {
  subject: string;
}

export interface SmtpSink extends RelayLog {
  url: string;
  port: number;
  /** Newest first; `to` is a part of an address, `before` the id of the last one seen. */
  list(query: { to?: string; limit: number; before?: number }): Promise<MailSummary[]>;
  get(id: number): Promise<{ mail: StoredMail; parsed: ParsedMail; raw: Buffer } | null>;
  count(): number;
  /** Message-IDs, and pairs of recipient and notice, that arrived more than once. */
  duplicates(): { messageIds: string[]; notices: string[] };
  close(): Promise<void>;
}

/** An SMTP server on loopback that takes every mail, keeps it on disk before it says 250, and remembers what it took. */
export async function startSmtpSink(options: SinkOptions): Promise<SmtpSink> {
  await mkdir(options.dir, { recursive: true });
  const store = await openMailStore(options.dir);
  const byMessageId = new Map<string, Date>();
  for (const mail of store.all()) remember(mail);

  function remember(mail: Pick<StoredMail, 'messageId' | 'receivedAt'>): void {
    if (!byMessageId.has(mail.messageId)) byMessageId.set(mail.messageId, mail.receivedAt);
  }

  const server = new SMTPServer({
    name: 'sink.localhost',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: 25_000_000,
    logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', callback);
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const mail = {
          messageId: headerOf(raw, 'message-id') ?? '',
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map((each) => each.address),
          notice: headerOf(raw, 'x-tuiguan-notice'),
          receivedAt: options.clock.now(),
        };
        store.append(mail, raw).then(
          () => {
            remember(mail);
            callback(null, `kept as ${store.all().length}`);
          },
          (error: unknown) => callback(Object.assign(new Error('the mailbox cannot be written'), { responseCode: 451, cause: error })),
        );
      });
    },
  });
  server.on('error', () => {}); // a client that goes away in the middle is its own matter
  const listening = server.listen(options.port, '127.0.0.1');
  await Promise.race([once(listening, 'listening'), once(listening, 'error').then(([error]) => Promise.reject(error as Error))]);
  const { port } = listening.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    lookup: (messageIds) => Promise.resolve(new Map(messageIds.flatMap((id) => (byMessageId.has(id) ? [[id, byMessageId.get(id) as Date]] : [])))),
    async list({ to, limit, before }) {
      const all = store.all();
      const wanted = to?.trim().toLowerCase();
      const found: MailSummary[] = [];
      for (let n = Math.min(all.length, (before ?? Infinity) - 1) - 1; n >= 0 && found.length < limit; n -= 1) {
        const mail = all[n] as StoredMail;
        if (wanted && !mail.to.some((address) => address.toLowerCase().includes(wanted))) continue;
        found.push({ ...mail, subject: await subjectOf((await store.raw(mail.id)) ?? Buffer.alloc(0)) });
      }
      return found;
    },
    async get(id) {
      const mail = store.all()[id - 1];
      const raw = await store.raw(id);
      return mail && raw ? { mail, raw, parsed: await simpleParser(raw, { skipTextToHtml: true }) } : null;
    },
    count: () => store.all().length,
    duplicates() {
      const notices = store.all().flatMap((mail) => (mail.notice === null ? [] : mail.to.map((to) => `${to} ${mail.notice}`)));
      return { messageIds: repeated(store.all().map((mail) => mail.messageId)), notices: repeated(notices) };
    },
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await store.close();
    },
  };
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const value of values) (seen.has(value) ? again : seen).add(value);
  return [...again];
}
