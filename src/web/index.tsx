import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import type { Deps } from '../lib/ctx.ts';
import { AppError, ERROR_CATALOGUE } from '../lib/errors.ts';
import { accountPages } from './account/index.ts';
import { consolePages } from './console/index.ts';
import { docsApp, type DocsOptions } from './docs/index.tsx';
import { ErrorPage } from './error-page.tsx';
import type { WebEnv } from './http/env.ts';
import { sameOriginOnly } from './http/origin.ts';
import { render } from './http/render.tsx';
import { viewing } from './http/session.ts';
import { addPreferences } from './preferences.ts';
import { portalPages } from './portal/index.ts';
import { addStart } from './start-page.tsx';
import { styleguideApp } from './styleguide/index.tsx';
import { assetsApp } from './ui/assets.ts';

export interface WebOptions extends DocsOptions {
  /** Paths of what else is served: the mailbox. */
  mounted: string[];
  /** More to serve beside the pages, in a reader's view: the demo's sign-in links. */
  more?: ((app: Hono<WebEnv>) => void) | undefined;
}

const FORM_BYTES = 1_000_000;

/** Every page for people: the documentation, sign-in and account, the portal, and the console. */
export function webApp(deps: Deps, options: WebOptions): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.route('/', assetsApp());
  // Pages only: streams of events leave as they are, and assets are compressed once for all. Nothing secret stands in a page
  // beside what a stranger could make the reader's browser send, since cookies stay away from requests of other sites.
  app.use(compress({ encoding: 'gzip', contentTypeFilter: /^text\/html\b/ }));
  app.route('/', docsApp(options));
  app.use(viewing(deps, { mailbox: options.mounted.includes('/mailbox') }));
  app.use(sameOriginOnly(options.base));
  app.use(
    bodyLimit({
      maxSize: FORM_BYTES,
      onError: () => {
        throw new AppError('PAYLOAD_TOO_LARGE', `a form of ${FORM_BYTES / 1e6} MB at most is taken here`);
      },
    }),
  );
  addStart(app);
  addPreferences(app);
  app.route('/', styleguideApp());
  accountPages(app);
  app.route('/portal', portalPages());
  app.route('/console', consolePages());
  options.more?.(app);
  return app;
}

/** The page that tells a person of an error, in their language; null for who asked for something else than a page. */
export function webError(c: Context, error: AppError): Response | null {
  const page = c as Context<WebEnv>;
  // Set by the middleware of the pages: what failed before it has no reader yet.
  if (!page.get('view') || !(c.req.header('Accept') ?? '').includes('text/html')) return null;
  return render(page, <ErrorPage code={error.code} requestId={page.get('requestId')} />, ERROR_CATALOGUE[error.code].status);
}
