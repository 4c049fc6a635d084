import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mailboxApp } from '../../src/adapters/mailbox-page.ts';
import { makeMailer } from '../../src/adapters/mailer.ts';
import { type SmtpSink, startSmtpSink } from '../../src/adapters/smtp-sink.ts';
import { SimulatedClock } from '../../src/lib/clock.ts';
import type { MailTransport, OutgoingMail } from '../../src/lib/ports.ts';

const AT = '2013-12-06T09:31:00.000Z';
const mail = (n: number, to = `reader${n}@example.com`): OutgoingMail => ({
  messageId: `<n${n}.${n}@mail.example>`,
  envelopeFrom: `bounce+${n}@mail.example`,
  from: '推管 <notice@mail.example>',
  to,
  subject: `【重要】第 ${n} 封 <b>`,
  html: `<p>正文 ${n}</p><script>alert(1)</script>`,
  text: `正文 ${n}`,
  headers: { 'X-Tuiguan-Notice': String(n) },
});

let dir: string;
let sink: SmtpSink;
let mailer: MailTransport;
const start = async (): Promise<void> => {
  sink = await startSmtpSink({ dir, port: 0, clock: new SimulatedClock(AT) });
  mailer = makeMailer({ url: sink.url, maxConnections: 3 });
};
const stop = async (): Promise<void> => {
  await mailer.close();
  await sink.close();
};
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sink-'));
  await start();
});
afterEach(async () => {
  await stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('the SMTP sink', () => {
  it('keeps what it takes, with the business time, and tells of it by Message-ID', async () => {
    const outcomes = await Promise.all([1, 2, 3].map((n) => mailer.send(mail(n))));
    expect(outcomes.every((each) => each.kind === 'accepted')).toBe(true);
    expect(await sink.lookup(['<n2.2@mail.example>', '<n9.9@mail.example>'])).toEqual(new Map([['<n2.2@mail.example>', new Date(AT)]]));
    const [found] = await sink.list({ to: 'READER2@', limit: 10 });
    expect(found).toMatchObject({ subject: '【重要】第 2 封 <b>', to: ['reader2@example.com'], from: 'bounce+2@mail.example', notice: '2' });
    const read = await sink.get(found?.id ?? 0);
    expect(read?.parsed.text?.trim()).toBe('正文 2');
    expect(read?.parsed.html).toContain('正文 2');
    expect(sink.duplicates()).toEqual({ messageIds: [], notices: [] });
  });

  it('has everything again after a start, without the torn line of a crash, and goes on', async () => {
    for (const n of [1, 2]) await mailer.send(mail(n));
    await stop();
    const file = join(dir, 'mailbox.ndjson');
    const whole = readFileSync(file);
    appendFileSync(file, '{"messageId":"<n3.3@mail.example>","from":"x","to":["y"],"raw":"abc');
    await start();
    expect(sink.count()).toBe(2);
    expect(readFileSync(file)).toEqual(whole);
    await mailer.send(mail(3));
    expect((await sink.list({ limit: 10 })).map((each) => each.messageId)).toEqual(['<n3.3@mail.example>', '<n2.2@mail.example>', '<n1.1@mail.example>']);
    expect((await sink.get(3))?.parsed.text?.trim()).toBe('正文 3');
  });

  it('names what came twice', async () => {
    await mailer.send(mail(1));
    await mailer.send(mail(1));
    await mailer.send({ ...mail(2, 'reader1@example.com'), headers: { 'X-Tuiguan-Notice': '1' } });
    expect(sink.duplicates()).toEqual({ messageIds: ['<n1.1@mail.example>'], notices: ['reader1@example.com 1'] });
  });
});

describe('the mailbox page', () => {
  it('lists mails, finds them by address, and pages back', async () => {
    for (const n of [1, 2]) await mailer.send(mail(n));
    const app = mailboxApp(sink, '/mailbox');
    const list = await (await app.request('/')).text();
    expect(list).toContain('【重要】第 1 封 &lt;b&gt;');
    expect(list).toContain('href="/mailbox/mail/2"');
    const searched = await (await app.request('/?to=reader2')).text();
    expect(searched).not.toContain('第 1 封');
  });

  it('shows a mail without letting any of it run', async () => {
    await mailer.send(mail(1));
    const app = mailboxApp(sink, '/mailbox');
    const page = await app.request('/mail/1');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain('<iframe sandbox="" src="/mailbox/mail/1/html"');
    expect(html).not.toContain('<script');
    const body = await app.request('/mail/1/html');
    expect(body.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect((await app.request('/mail/99')).status).toBe(404);
    expect((await app.request('/mail/0x1')).status).toBe(404);
  });
});
