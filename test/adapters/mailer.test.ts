import { afterEach, describe, expect, it } from 'vitest';
import { makeMailer } from '../../src/adapters/mailer.ts';
import type { MailTransport, OutgoingMail } from '../../src/lib/ports.ts';
import { type Fault, faultySmtp, type Stage } from './faulty-smtp.ts';

const mail = (n = 1): OutgoingMail => ({
  messageId: `<n${n}.${n}@mail.example>`,
  envelopeFrom: `bounce+${n}@mail.example`,
  from: '推管 <notice@mail.example>',
  to: `reader${n}@example.com`,
  subject: '您的权限将于 2013 年 12 月 11 日关闭',
  html: '<p>正文</p>',
  text: '正文',
  headers: { 'X-Tuiguan-Notice': String(n) },
});

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function relay(stage: Stage | 'none', fault: Fault, times?: number): Promise<{ mailer: MailTransport; taken: string[] }> {
  const server = await faultySmtp(stage, fault, times);
  const mailer = makeMailer({ url: server.url, maxConnections: 1, timeouts: { connect: 300, greeting: 300, silence: 300 } });
  open.push(mailer, server);
  return { mailer, taken: server.taken };
}

describe('what a relay that goes wrong means for the mail', () => {
  it('is accepted once the relay has answered 250 to the whole of it', async () => {
    const { mailer, taken } = await relay('none', 'drop');
    expect(await mailer.send(mail())).toEqual({ kind: 'accepted', response: '250 taken' });
    expect(taken).toHaveLength(1);
    expect(taken[0]).toContain('Message-ID: <n1.1@mail.example>');
  });

  it.each<[Stage, Fault]>([
    ['greeting', 'drop'], ['greeting', 'hang'], ['EHLO', 'drop'], ['EHLO', 'hang'], ['MAIL', 'drop'], ['MAIL', 'hang'],
    ['RCPT', 'drop'], ['RCPT', 'hang'], ['DATA', 'drop'], ['DATA', 'hang'],
  ])('is tried again later when, before the message, at %s it does: %s', async (stage, fault) => {
    const { mailer, taken } = await relay(stage, fault);
    expect(await mailer.send(mail())).toMatchObject({ kind: 'deferred', code: 0 });
    expect(taken).toHaveLength(0);
  });

  it.each<[Stage, Fault]>([['body', 'drop'], ['body', 'hang'], ['end', 'drop'], ['end', 'hang']])('is unknown when, within the message, at %s it does: %s', async (stage, fault) => {
    const { mailer, taken } = await relay(stage, fault);
    await expect(mailer.send(mail())).rejects.toThrow();
    expect(taken.length).toBeLessThanOrEqual(1);
  });

  it.each<[Stage, string, number]>([
    ['greeting', '421 4.3.2 busy', 421], ['MAIL', '451 4.7.1 greylisted', 451], ['RCPT', '450 4.2.1 later', 450], ['DATA', '451 later', 451],
    ['end', '452 4.2.2 full', 452], ['end', '421 4.3.2 closing', 421],
    // Permanent, but about us: bouncing would silence every address.
    ['greeting', '554 5.7.1 you are listed', 554], ['MAIL', '553 5.1.8 bad sender', 553],
  ])('is deferred at %s by %s', async (stage, line, code) => {
    const { mailer } = await relay(stage, line);
    expect(await mailer.send(mail())).toMatchObject({ kind: 'deferred', code, response: expect.stringContaining(line) as string });
  });

  it.each<[Stage, string, number]>([['RCPT', '550 5.1.1 no such user', 550], ['DATA', '554 refused', 554], ['end', '554 5.7.1 refused', 554]])('is bounced at %s by %s', async (stage, line, code) => {
    const { mailer } = await relay(stage, line);
    expect(await mailer.send(mail())).toEqual({ kind: 'bounced', code, response: line });
  });

  it('is deferred when nothing listens', async () => {
    const server = await faultySmtp('none', 'drop');
    await server.close();
    const mailer = makeMailer({ url: server.url, maxConnections: 1 });
    open.push(mailer);
    expect(await mailer.send(mail())).toMatchObject({ kind: 'deferred', code: 0 });
  });

  it('is bounced, not tried for days, when the address has no form of one', async () => {
    const { mailer } = await relay('none', 'drop');
    expect(await mailer.send({ ...mail(), to: 'no<such>\nthing' })).toMatchObject({ kind: 'bounced' });
  });

  it('never sends twice after a break within the message, and goes on with the next mail', async () => {
    const { mailer, taken } = await relay('end', 'drop', 1);
    await expect(mailer.send(mail(1))).rejects.toThrow();
    expect(await mailer.send(mail(2))).toMatchObject({ kind: 'accepted' });
    expect(taken.map((each) => /Message-ID: (.*)/.exec(each)?.[1]?.trim())).toEqual(['<n1.1@mail.example>', '<n2.2@mail.example>']);
  });

  it('cuts a relay off that keeps the line alive without ever answering', async () => {
    const server = await faultySmtp('end', 'hang');
    const mailer = makeMailer({ url: server.url, maxConnections: 1, deadlineMs: 300 });
    open.push(mailer, server);
    await expect(mailer.send(mail())).rejects.toThrow();
  });
});
