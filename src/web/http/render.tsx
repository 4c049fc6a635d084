import type { Child } from 'hono/jsx';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { readSession, type Viewer } from '../../auth/index.ts';
import { AppError } from '../../lib/errors.ts';
import { ViewProvider } from '../view.ts';
import { type WebContext, whole } from './env.ts';

/** Answers with a whole page: a shell component with everything in it. */
export function render(c: WebContext, page: Child, status: ContentfulStatusCode = 200): Response {
  return c.body(`<!doctype html>${text(<ViewProvider value={{ ...c.get('view'), icons: new Set() }}>{page}</ViewProvider>)}`, status, { 'Content-Type': 'text/html; charset=utf-8' });
}

/** Answers with a piece of a page, for the scripts that put one in place. `done`: there will be no more. */
export function fragment(c: WebContext, piece: Child, options: { done?: boolean } = {}): Response {
  return c.body(markup(c, piece), 200, { 'Content-Type': 'text/html; charset=utf-8', ...(options.done ? { 'X-Done': '1' } : {}) });
}

/** The markup of a piece in this request's view. */
export function markup(c: WebContext, piece: Child): string {
  return text(<ViewProvider value={c.get('view')}>{piece}</ViewProvider>);
}

function text(node: { toString(): string | Promise<string> }): string {
  const made = node.toString();
  if (typeof made !== 'string') throw new Error('a component was asynchronous: data is fetched before rendering');
  return made;
}

export interface LivePiece {
  /** Id of the element whose inside this replaces. */
  id: string;
  piece: Child;
}

const LIVE_LONGEST_MS = 10 * 60_000;
const LIVE_QUIET_MS = 15_000;
/** How soon a stream notices that its reader was signed out, or has other rights. */
const LIVE_RIGHTS_MS = 5_000;
/** More than anybody looks at; each stream asks the database again and again. */
const LIVE_MOST = 12;
const open = new Map<number, number>();

/**
 * A stream of pieces until `look` says that it is done or the reader leaves. A piece is sent only when it changed.
 * The connection ends after ten minutes by itself; the browser opens it anew. `everyMs` is real time. It ends within 5 s of
 * its reader's session or rights. @throws RATE_LIMITED for the 13th of one reader in this process.
 */
export function live(c: WebContext, everyMs: number, look: () => Promise<{ pieces: LivePiece[]; done: boolean }>): Response {
  const reader = c.get('viewer')?.userId ?? 0;
  const others = open.get(reader) ?? 0;
  if (others >= LIVE_MOST) throw new AppError('RATE_LIMITED', `${LIVE_MOST} pages of yours are kept up to date already: close some`, { retryAfter: 10 });
  open.set(reader, others + 1);
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(whole(c), (stream) => streamed(c, stream, everyMs, look).finally(() => {
    const left = (open.get(reader) ?? 1) - 1;
    if (left > 0) open.set(reader, left);
    else open.delete(reader);
  }));
}

async function streamed(c: WebContext, stream: SSEStreamingApi, everyMs: number, look: () => Promise<{ pieces: LivePiece[]; done: boolean }>): Promise<void> {
  const sent = new Map<string, string>();
  let quiet = 0;
  for (let spent = 0; spent < LIVE_LONGEST_MS && !stream.aborted; spent += everyMs) {
    const { pieces, done } = await look();
    for (const { id, piece } of pieces) {
      const data = markup(c, piece).replaceAll('\n', ' ');
      if (sent.get(id) === data) continue;
      sent.set(id, data);
      quiet = 0;
      await stream.writeSSE({ event: 'piece', id, data });
    }
    if (done) {
      await stream.writeSSE({ event: 'done', data: '' });
      return;
    }
    if (spent % LIVE_RIGHTS_MS < everyMs && !(await hasSameRights(c))) return;
    quiet += everyMs;
    if (quiet >= LIVE_QUIET_MS) {
      quiet = 0;
      await stream.write(': still here\n\n');
    }
    await stream.sleep(everyMs);
  }
}

/** False once the reader was signed out, or is of the staff no more, or with other roles. */
async function hasSameRights(c: WebContext): Promise<boolean> {
  const rights = (viewer: Viewer | null | undefined): string => JSON.stringify(viewer && [viewer.sessionId, viewer.staff, viewer.totpDue, viewer.affiliates]);
  const session = await readSession(c.get('deps'), c.req.raw.headers);
  return rights(session?.viewer ?? null) === rights(c.get('viewer'));
}
