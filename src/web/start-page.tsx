import type { Hono } from 'hono';
import type { WebEnv } from './http/env.ts';
import { render } from './http/render.tsx';
import { StartPage } from './start.tsx';

/** `/`: people who are signed in go on to where they work; everybody else learns what this is and how to come in. */
export function addStart(app: Hono<WebEnv>): void {
  app.get('/', (c) => {
    const viewer = c.get('viewer');
    if (viewer?.staff) return c.redirect('/console', 303);
    if (viewer) return c.redirect('/portal', 303);
    return render(c, <StartPage />);
  });
}
