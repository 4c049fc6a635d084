import { Hono } from 'hono';
import { ApiPage } from './api-page.tsx';
import type { ApiDocument } from './document.ts';
import { ErrorPage, ErrorsPage, isErrorCode, NoSuchErrorPage } from './error-pages.tsx';
import { STYLE } from './style.ts';

export interface DocsOptions {
  /** The OpenAPI document, made when it is first asked for. */
  document: () => unknown;
  /** How we are reached, without a slash at the end. */
  base: string;
}

/** /docs and the pages of errors: server-rendered, without JavaScript. */
export function docsApp(options: DocsOptions): Hono {
  const app = new Hono();
  const document = (): ApiDocument => options.document() as ApiDocument;
  app.get('/docs', (c) => c.html(<ApiPage document={document()} />));
  app.get('/docs/style.css', (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=3600' }));
  app.get('/docs/errors', (c) => c.html(<ErrorsPage />));
  app.get('/docs/errors/:code', (c) => {
    const code = c.req.param('code');
    return isErrorCode(code) ? c.html(<ErrorPage code={code} base={options.base} />) : c.html(<NoSuchErrorPage code={code} />, 404);
  });
  return app;
}
