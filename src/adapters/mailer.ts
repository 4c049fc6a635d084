import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { MailTransport, OutgoingMail, SendOutcome } from '../lib/ports.ts';
import { mailBytes } from './mail-bytes.ts';
import { classifyFailure } from './mail-failure.ts';

export interface MailerOptions {
  url: string;
  maxConnections: number;
  /** Real milliseconds for connecting, for the greeting, and of silence on an open connection. */
  timeouts?: { connect: number; greeting: number; silence: number };
  /** Real milliseconds for one mail altogether: a relay that trickles is cut off. */
  deadlineMs?: number;
}

/** Exactly one address: of "a<b>" or "a, b" Nodemailer would make another recipient, or two. */
const ONE_ADDRESS = /^[^\s<>()[\],;:\\"@]+@[^\s<>(),;:\\"@]+$/;

/**
 * A pooled Nodemailer transport that says what became of each mail. The message is handed out as a stream of ours, which Nodemailer
 * reads only once the relay has agreed to DATA: so we know whether a byte of it may have left when a connection breaks.
 */
export function makeMailer(options: MailerOptions): MailTransport {
  const { connect, greeting, silence } = options.timeouts ?? { connect: 15_000, greeting: 15_000, silence: 120_000 };
  const deadlineMs = options.deadlineMs ?? 300_000;
  const transport = createTransport({
    url: options.url,
    pool: true,
    maxConnections: options.maxConnections,
    maxMessages: 10_000,
    maxRequeues: 1,
    connectionTimeout: connect,
    greetingTimeout: greeting,
    socketTimeout: silence,
    dnsTimeout: connect,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const began = new WeakMap<OutgoingMail, boolean>();

  transport.use('stream', (message, done) => {
    const mail = (message.data as { outgoing?: OutgoingMail }).outgoing;
    const raw = mailBytes(message.message);
    message.message.createReadStream = () => onceReadable(raw, () => mail && began.set(mail, true), () => mail !== undefined && began.get(mail) === true);
    done();
  });

  return {
    async send(mail: OutgoingMail): Promise<SendOutcome> {
      if (!ONE_ADDRESS.test(mail.to)) return { kind: 'bounced', code: 501, response: `501 5.1.3 not an address: ${mail.to.slice(0, 100)}` };
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), deadlineMs);
      try {
        const info = await transport.sendMail({
          ...{ outgoing: mail },
          messageId: mail.messageId,
          envelope: { from: mail.envelopeFrom, to: [mail.to] },
          from: mail.from,
          to: { name: '', address: mail.to },
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          headers: mail.headers,
          encoding: 'base64',
          signal: deadline.signal,
        });
        return { kind: 'accepted', response: info.response };
      } catch (error) {
        return classifyFailure(error, began.get(mail) === true);
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** The message's bytes, pulled on demand. A mail whose bytes began to flow is never begun again, whatever the pool tries. */
function onceReadable(raw: Buffer, onBegin: () => void, hasBegun: () => boolean): Readable {
  let given = false;
  return new Readable({
    read() {
      if (!given && hasBegun()) {
        this.destroy(new Error('this mail was already on its way once'));
        return;
      }
      if (!given) {
        given = true;
        onBegin();
        this.push(raw);
      }
      this.push(null);
    },
  });
}
