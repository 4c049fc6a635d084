import type { ParsedMail } from 'mailparser';
import { UTC8_MS } from '../../lib/workdays.ts';
import type { MailSummary } from '../smtp-sink.ts';
import type { StoredMail } from './store.ts';

export interface ListProps {
  base: string;
  mails: MailSummary[];
  to: string;
  count: number;
  /** Query of the page of older mails, null at the end. */
  older: string | null;
}

export function ListPage({ base, mails, to, count, older }: ListProps) {
  return (
    <Page base={base} title="邮箱 · Mailbox">
      <form class="search" method="get" action={base}>
        <input type="search" name="to" value={to} placeholder="按收件地址查找 · recipient" aria-label="收件地址 recipient" />
        <button type="submit">查找 Find</button>
        {to === '' ? null : <a href={base}>清除 Clear</a>}
        <span class="count">共收到 {count.toLocaleString('en-US')} 封 · {count === 1 ? '1 mail' : `${count.toLocaleString('en-US')} mails`} in all</span>
      </form>
      {mails.length === 0 ? <p class="empty">没有邮件 · Nothing here</p> : <MailTable base={base} mails={mails} />}
      {older === null ? null : <p class="more"><a href={`${base}?${older}`}>更早的邮件 · Older</a></p>}
    </Page>
  );
}

export function MailPage({ base, mail, parsed }: { base: string; mail: StoredMail; parsed: ParsedMail }) {
  const subject = parsed.subject ?? '(无主题 no subject)';
  return (
    <Page base={base} title={subject}>
      <p class="back"><a href={base}>← 返回 · All mails</a></p>
      <h1>{subject}</h1>
      <dl class="facts">
        <dt>收件人 To</dt><dd>{mail.to.join(', ')}</dd>
        <dt>发件人 From</dt><dd>{parsed.from?.text ?? ''}</dd>
        <dt>接收时间 Received</dt><dd>{moment(mail.receivedAt)}（北京时间 UTC+8）</dd>
        <dt>退信地址 Return path</dt><dd>{mail.from}</dd>
        <dt>Message-ID</dt><dd>{mail.messageId}</dd>
      </dl>
      {parsed.html ? <iframe sandbox="" src={`${base}/mail/${mail.id}/html`} title="邮件正文 mail body" class={(parsed.text ?? '').length > LONG[mailLanguage(parsed)] ? 'long' : 'short'}></iframe> : null}
      {parsed.html ? <p class="alone"><a href={`${base}/mail/${mail.id}/html`}>单独打开正文 Open by itself</a><span>（此处链接不可点击，单独打开后可用 · links work only there）</span></p> : null}
      <details open={!parsed.html}><summary>纯文本 Plain text</summary><pre>{parsed.text ?? ''}</pre></details>
      <details><summary>邮件头 Headers</summary><pre>{parsed.headerLines.map((each) => each.line).join('\n')}</pre></details>
      <p><a href={`${base}/mail/${mail.id}/source`}>邮件源文件 Source</a></p>
    </Page>
  );
}

function Page(props: { base: string; title: string; children?: unknown }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${props.title} · Tuiguan`}</title>
        <link rel="stylesheet" href={`${props.base}/style.css`} />
      </head>
      <body>
        <header>
          <a class="brand" href={props.base}><span class="mark" aria-hidden="true">推</span><span>推管 · 开发邮箱 <small>Mailbox</small></span></a>
          <a href="/">首页 Home</a>
        </header>
        <main>{props.children}</main>
      </body>
    </html>
  );
}

function MailTable({ base, mails }: { base: string; mails: MailSummary[] }) {
  return (
    <table>
      <thead><tr><th>主题 Subject</th><th>收件人 To</th><th>接收时间 Received (UTC+8)</th></tr></thead>
      <tbody>
        {mails.map((mail) => (
          <tr>
            <td><a href={`${base}/mail/${mail.id}`}>{mail.subject || '(无主题)'}</a></td>
            <td class="to">{mail.to.join(', ')}</td>
            <td class="when">{moment(mail.receivedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function moment(at: Date): string {
  return new Date(at.getTime() + UTC8_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Characters of text beyond which the frame is made tall: it cannot measure its content without a script. */
const LONG = { 'zh-CN': 420, en: 1_250 };
function mailLanguage(parsed: ParsedMail): keyof typeof LONG {
  return /[\u4e00-\u9fff]{4}/.test(parsed.subject ?? '') ? 'zh-CN' : 'en';
}
