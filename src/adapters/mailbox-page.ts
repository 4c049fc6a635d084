import { Hono } from 'hono';
import { ListPage, MailPage } from './mailbox/pages.tsx';
import { MAILBOX_STYLE } from './mailbox/style.ts';
import type { SmtpSink } from './smtp-sink.ts';

const PAGE = 50;
const PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** The mail brings its own styles; nothing else of it may load, run or be sent, in the frame or opened by itself. */
const BODY_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** The pages of the built-in mailbox, for development and the demo: a list, a mail, its HTML in a sandboxed frame, its source. `base` is where it is mounted. */
export function mailboxApp(sink: SmtpSink, base = '/mailbox'): Hono {
  const app = new Hono();
  const find = (id: string) => sink.get(positive(id) ?? 0);
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
    const found = await sink.list({ to, limit: PAGE + 1, ...(before ? { before } : {}) });
    const mails = found.slice(0, PAGE);
    const last = mails[mails.length - 1];
    const older = found.length > PAGE && last ? new URLSearchParams({ to, before: String(last.id) }).toString() : null;
    return page(ListPage({ base, mails, to, count: sink.count(), older }));
  });

  app.get('/mail/:id', async (c) => {
    const found = await find(c.req.param('id'));
    return found ? page(MailPage({ base, mail: found.mail, parsed: found.parsed })) : c.notFound();
  });
  app.get('/mail/:id/html', async (c) => {
    const found = await find(c.req.param('id'));
    return found?.parsed.html ? c.body(found.parsed.html, 200, { 'Content-Type': 'text/html; charset=utf-8' }) : c.notFound();
  });
  app.get('/mail/:id/source', async (c) => {
    const found = await find(c.req.param('id'));
    return found ? c.body(new Uint8Array(found.raw), 200, { 'Content-Type': 'text/plain; charset=utf-8' }) : c.notFound();
  });
  return app;

  function page(content: { toString(): string | Promise<string> }): Response {
    return new Response(`<!doctype html>${String(content)}`, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  }
}

function positive(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}
