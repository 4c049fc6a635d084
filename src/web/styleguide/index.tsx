import { Hono } from 'hono';
import type { WebEnv } from '../http/env.ts';
import { render } from '../http/render.tsx';
import { CHAPTERS, FRAMES, StyleguidePage } from './styleguide-page.tsx';

/** /styleguide: the components as they stand, for who writes pages. Open to anybody; it shows nothing of ours. */
export function styleguideApp(): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.get('/styleguide', (c) => render(c, <StyleguidePage frame="portal" chapter="basics" />));
  for (const chapter of CHAPTERS) app.get(`/styleguide/${chapter}`, (c) => render(c, <StyleguidePage frame="portal" chapter={chapter} />));
  for (const frame of FRAMES) app.get(`/styleguide/frame/${frame}`, (c) => render(c, <StyleguidePage frame={frame} chapter="basics" />));
  return app;
}
