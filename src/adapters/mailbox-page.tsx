import { Hono } from 'hono';
import { MAILBOX_STYLE } from './mailbox/style.ts';
import { UTC8_MS } from '../lib/workdays.ts';
import type { MailSummary, SmtpSink } from './smtp-sink.ts';

const PAGE = 50;
const PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** The mail brings its own styles; nothing else of it may load, run or be sent, in the frame or opened by itself. */
const BODY_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** The pages of the built-in mailbox, for development and the demo: a list, a mail, its HTML in a sandboxed frame, its source. `base` is where it is mounted. */
export function mailboxApp(sink: SmtpSink, base = '/mailbox'): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('Content-Security-Policy', c.req.path.endsWith('/html') ? BODY_POLICY : PAGE_POLICY);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
  });

  app.get('/style.css', (c) => c.body(MAILBOX_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=3600' }));

  app.get('/', async (c) => {
    const to = c.req.query('to')?.trim() ?? '';
    const before = positive(c.req.query('before'));
    const mails = await sink.list({ to, limit: PAGE + 1, ...(before ? { before } : {}) });
    const shown = mails.slice(0, PAGE);
    const last = shown[shown.length - 1];
    return c.html(
      <Page base={base} title="邮箱 · Mailbox">
        <form class="search" method="get" action={base}>
          <input type="search" name="to" value={to} placeholder="收件地址 / recipient" aria-label="收件地址 recipient" />
          <button type="submit">搜索 Search</button>
          <span class="count">共 {sink.count()} 封 · {sink.count()} mails</span>
        </form>
        {shown.length === 0 ? <p class="empty">没有邮件 · Nothing here</p> : <MailTable base={base} mails={shown} />}
        {mails.length > PAGE && last ? <p class="more"><a href={`${base}?${new URLSearchParams({ to, before: String(last.id) })}`}>更早的邮件 · Older</a></p> : null}
      </Page>,
    );
  });

  app.get('/mail/:id', async (c) => {
    const found = await sink.get(positive(c.req.param('id')) ?? 0);
    if (!found) return c.notFound();
    const { mail, parsed } = found;
    return c.html(
      <Page base={base} title={parsed.subject ?? '(无主题)'}>
        <p class="back"><a href={base}>← 返回 · All mails</a></p>
        <h1>{parsed.subject ?? '(无主题 no subject)'}</h1>
        <dl class="facts">
          <dt>收件人 To</dt><dd>{mail.to.join(', ')}</dd>
          <dt>发件人 From</dt><dd>{parsed.from?.text ?? ''}</dd>
          <dt>接收时间 Received</dt><dd>{moment(mail.receivedAt)}</dd>
          <dt>退信地址 Envelope</dt><dd>{mail.from}</dd>
          <dt>Message-ID</dt><dd>{mail.messageId}</dd>
        </dl>
        {parsed.html ? <iframe sandbox="" src={`${base}/mail/${mail.id}/html`} title="邮件正文 mail body"></iframe> : null}
        <details open={!parsed.html}><summary>纯文本 Plain text</summary><pre>{parsed.text ?? ''}</pre></details>
        <details><summary>邮件头 Headers</summary><pre>{parsed.headerLines.map((each) => each.line).join('\n')}</pre></details>
        <p><a href={`${base}/mail/${mail.id}/source`}>源文件 Source</a></p>
      </Page>,
    );
  });

  app.get('/mail/:id/html', async (c) => {
    const found = await sink.get(positive(c.req.param('id')) ?? 0);
    if (!found?.parsed.html) return c.notFound();
    return c.body(found.parsed.html, 200, { 'Content-Type': 'text/html; charset=utf-8' });
  });
  app.get('/mail/:id/source', async (c) => {
    const found = await sink.get(positive(c.req.param('id')) ?? 0);
    return found ? c.body(new Uint8Array(found.raw), 200, { 'Content-Type': 'text/plain; charset=utf-8' }) : c.notFound();
  });
  return app;
}

function Page(props: { base: string; title: string; children?: unknown }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{props.title}</title>
        <link rel="stylesheet" href={`${props.base}/style.css`} />
      </head>
      <body>
        <header><a href={props.base}>推管 · 开发邮箱 <small>Tuiguan mailbox</small></a></header>
        <main>{props.children}</main>
      </body>
    </html>
  );
}

function MailTable({ base, mails }: { base: string; mails: MailSummary[] }) {
  return (
    <table>
      <thead><tr><th>主题 Subject</th><th>收件人 To</th><th>接收时间 Received</th></tr></thead>
      <tbody>
        {mails.map((mail) => (
          <tr>
            <td><a href={`${base}/mail/${mail.id}`}>{mail.subject || '(无主题)'}</a></td>
            <td>{mail.to.join(', ')}</td>
            <td class="when">{moment(mail.receivedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function moment(at: Date): string {
  return `${new Date(at.getTime() + UTC8_MS).toISOString().slice(0, 19).replace('T', ' ')} UTC+8`;
}

function positive(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}
