import type { Hono } from 'hono';
import { z } from 'zod';
import { setLocale } from '../auth/index.ts';
import { keepLocale, keepTheme } from './http/cookies.ts';
import type { WebEnv } from './http/env.ts';
import { readForm } from './http/form.ts';
import { safeNext } from './http/session.ts';
import { THEMES } from './view.ts';
import { LOCALES } from './words/index.ts';

const Form = z.object({ locale: z.enum(LOCALES).optional(), theme: z.enum(THEMES).optional(), back: z.string().optional() });

/** Language and theme, of this browser, and the language of the account too. */
export function addPreferences(app: Hono<WebEnv>): void {
  app.post('/preferences', async (c) => {
    const read = await readForm(c, Form);
    if (!read.ok) return c.redirect('/', 303);
    const { locale, theme, back } = read.value;
    const viewer = c.get('viewer');
    if (locale) {
      keepLocale(c, locale);
      if (viewer) await setLocale({ deps: c.get('deps'), requestId: c.get('requestId') }, viewer, { locale });
    }
    if (theme) keepTheme(c, theme);
    return c.redirect(safeNext(back, '/'), 303);
  });
}
