import { sql } from 'drizzle-orm';
import { type Context, Hono } from 'hono';
import { requestId } from 'hono/request-id';
import pkg from '../package.json' with { type: 'json' };
import { asAppError } from './api/v1/http/as-app-error.ts';
import type { ApiEnv } from './api/v1/http/env.ts';
import { methodsAt } from './api/v1/http/methods-at.ts';
import { problemOf } from './api/v1/http/problem.ts';
import { secureHeaders } from './api/v1/http/secure-headers.ts';
import { createApi, smallBodies } from './api/v1/index.ts';
import { openApiDocument } from './api/v1/openapi.ts';
import { row } from './db/client.ts';
import type { Deps } from './lib/ctx.ts';
import { AppError, ERROR_CATALOGUE } from './lib/errors.ts';
import { publicUrl } from './notices/index.ts';
import { webApp, webError, type WebOptions } from './web/index.tsx';

export interface AppExtra {
  /** More to serve, each under its path: the mailbox of the embedded mail server. */
  mount?: [path: string, app: Hono][];
  /** More pages in a reader's view: the demo's sign-in links. */
  pages?: WebOptions['more'] | undefined;
}

/** Everything that this installation answers over HTTP: the one list of routes. */
export function createApp(deps: Deps, extra: AppExtra = {}): Hono<ApiEnv> {
  const base = publicUrl(deps.config);
  const app = new Hono<ApiEnv>();
  app.use(requestId({ limitLength: 100 }));
  app.use(secureHeaders({ https: base.startsWith('https:') }));

  app.get('/favicon.ico', (c) => c.body(null, 204, { 'Cache-Control': 'max-age=86400' }));
  app.get('/healthz', (c) => c.json({ status: 'up' }, 200, { 'Cache-Control': 'no-store' }));
  app.get('/readyz', async (c) => {
    const database = await checkDatabase(deps);
    return c.json({ status: database.ok ? 'ready' : 'not ready', checks: { database } }, database.ok ? 200 : 503, { 'Cache-Control': 'no-store' });
  });

  const api = createApi(deps);
  app.route('/api/v1', api);
  const document = lazily(() => openApiDocument(api, { base, version: pkg.version }));
  app.get('/openapi.json', (c) => c.json(document()));

  const mounts = extra.mount ?? [];
  for (const [path, mounted] of mounts) {
    app.use(`${path}/*`, smallBodies());
    app.route(path, mounted);
  }
  const nothingHere = (c: Context<ApiEnv>): never => {
    const methods = methodsAt(app, c.req.path);
    if (methods.length > 0 && !methods.includes(c.req.method)) {
      c.header('Allow', methods.join(', '));
      throw new AppError('METHOD_NOT_ALLOWED', `${c.req.path} does not take ${c.req.method}, only ${methods.join(', ')}`);
    }
    throw new AppError('NOT_FOUND', `there is nothing at ${c.req.path}; what there is stands at ${base}/docs`);
  };
  // Settled here: the pages' session and origin checks are not for machines.
  app.use('/api/*', nothingHere);
  app.notFound(nothingHere);
  app.route('/', webApp(deps, { document, base, mounted: mounts.map(([path]) => path), more: extra.pages }));

  app.onError((thrown, c) => {
    const error = asAppError(thrown);
    const { status } = ERROR_CATALOGUE[error.code];
    if (status >= 500) deps.log.error({ err: thrown, requestId: c.get('requestId'), method: c.req.method, path: c.req.path }, error.message);
    if (error.retryAfter !== undefined) c.header('Retry-After', String(error.retryAfter));
    const page = webError(c, error);
    if (page) return page;
    const problem = problemOf(error, { base, requestId: c.get('requestId') });
    return c.body(JSON.stringify(problem), status, { 'Content-Type': 'application/problem+json; charset=utf-8' });
  });
  return app;
}

const PATIENCE_MS = 2_000;
type Check = { ok: true; millis: number } | { ok: false; problem: string };

/** Asks the database for something of ours, with a limit. What is told of a failure is its kind only: anybody may ask. */
async function checkDatabase({ db, log }: Deps): Promise<Check> {
  const from = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, problem: `no answer within ${PATIENCE_MS} ms` }), PATIENCE_MS);
  });
  const asked = row(db, sql`select 1 from affiliate limit 1`).then(
    (): Check => ({ ok: true, millis: Math.round(performance.now() - from) }),
    (err: unknown): Check => {
      log.warn({ err }, 'the database does not answer');
      const code = ((err instanceof Error && err.cause ? err.cause : err) as { code?: unknown }).code;
      return { ok: false, problem: code === '42P01' ? 'its tables are missing: run the migrations' : `it does not answer (${typeof code === 'string' ? code : 'unknown error'})` };
    },
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
