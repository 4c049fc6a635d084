import type { Child } from 'hono/jsx';
import { streamSSE } from 'hono/streaming';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ViewProvider } from '../view.ts';
import { type WebContext, whole } from './env.ts';

/** Answers with a whole page: a shell component with everything in it. */
export function render(c: WebContext, page: Child, status: ContentfulStatusCode = 200): Response {
  return c.body(`<!doctype html>${markup(c, page)}`, status, { 'Content-Type': 'text/html; charset=utf-8' });
}

/** Answers with a piece of a page, for the scripts that put one in place. `done`: there will be no more. */
export function fragment(c: WebContext, piece: Child, options: { done?: boolean } = {}): Response {
  return c.body(markup(c, piece), 200, { 'Content-Type': 'text/html; charset=utf-8', ...(options.done ? { 'X-Done': '1' } : {}) });
}

/** The markup of a piece in this request's view. */
export function markup(c: WebContext, piece: Child): string {
  const text = (<ViewProvider value={c.get('view')}>{piece}</ViewProvider>).toString();
  if (typeof text !== 'string') throw new Error('a component was asynchronous: data is fetched before rendering');
  return text;
}

export interface LivePiece {
  /** Id of the element whose inside this replaces. */
  id: string;
  piece: Child;
}

const LIVE_LONGEST_MS = 10 * 60_000;
const LIVE_QUIET_MS = 15_000;

/**
 * A stream of pieces until `look` says that it is done or the reader leaves. A piece is sent only when it changed.
 * The connection ends after ten minutes by itself; the browser opens it anew. `everyMs` is real time.
 */
export function live(c: WebContext, everyMs: number, look: () => Promise<{ pieces: LivePiece[]; done: boolean }>): Response {
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(whole(c), async (stream) => {
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
      quiet += everyMs;
      if (quiet >= LIVE_QUIET_MS) {
        quiet = 0;
        await stream.write(': still here\n\n');
      }
      await stream.sleep(everyMs);
    }
  });
}
