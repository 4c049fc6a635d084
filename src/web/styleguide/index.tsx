import { Hono } from 'hono';
import type { WebEnv } from '../http/env.ts';
import { render } from '../http/render.tsx';
import { FRAMES, StyleguidePage } from './styleguide-page.tsx';

/** /styleguide: the components as they stand, for who writes pages. Open to anybody; it shows nothing of ours. */
export function styleguideApp(): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.get('/styleguide', (c) => render(c, <StyleguidePage frame="portal" />));
  for (const frame of FRAMES) app.get(`/styleguide/${frame}`, (c) => render(c, <StyleguidePage frame={frame} />));
  return app;
}
