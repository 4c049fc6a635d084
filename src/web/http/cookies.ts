import { getCookie, setCookie } from 'hono/cookie';
import { isLocale, isWordKey, type Locale, type Translate, type WordKey, type WordValues } from '../words/index.ts';
import { type Flash, type Theme, THEMES } from '../view.ts';
import { type WebContext, whole } from './env.ts';

const YEAR_S = 365 * 86_400;
const NAMES = { locale: 'tuiguan_language', theme: 'tuiguan_theme', affiliate: 'tuiguan_affiliate', flash: 'tuiguan_flash' } as const;

function keep(c: WebContext, name: keyof typeof NAMES, value: string, maxAge: number): void {
  setCookie(whole(c), NAMES[name], value, { path: '/', httpOnly: true, sameSite: 'Lax', secure: c.get('deps').config.PUBLIC_URL?.startsWith('https:') === true, maxAge });
}

/** The language that was chosen here; undefined when none was. */
export function chosenLocale(c: WebContext): Locale | undefined {
  const value = getCookie(whole(c), NAMES.locale);
  return isLocale(value) ? value : undefined;
}

export function chosenTheme(c: WebContext): Theme {
  const value = getCookie(whole(c), NAMES.theme);
  return THEMES.find((theme) => theme === value) ?? 'auto';
}

export function keepLocale(c: WebContext, locale: Locale): void {
  keep(c, 'locale', locale, YEAR_S);
}

export function keepTheme(c: WebContext, theme: Theme): void {
  keep(c, 'theme', theme, YEAR_S);
}

/** Which of several affiliates the portal shows; checked against the viewer's own by who reads it. */
export function chosenAffiliate(c: WebContext): number | undefined {
  const value = Number(getCookie(whole(c), NAMES.affiliate));
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

export function keepAffiliate(c: WebContext, affiliateId: number): void {
  keep(c, 'affiliate', String(affiliateId), YEAR_S);
}

/** Leaves a word to be shown once, on the page that the answer leads to. */
export function leaveFlash(c: WebContext, tone: Flash['tone'], key: WordKey, values: WordValues = {}): void {
  keep(c, 'flash', Buffer.from(JSON.stringify([tone, key, values])).toString('base64url'), 60);
}

/** Takes what the page before left. A cookie that is not ours shows nothing. */
export function takeFlash(c: WebContext, t: Translate): Flash | null {
  const value = getCookie(whole(c), NAMES.flash);
  if (!value) return null;
  keep(c, 'flash', '', 0);
  try {
    const [tone, key, values] = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as [unknown, unknown, unknown];
    if ((tone !== 'good' && tone !== 'bad' && tone !== 'plain') || typeof key !== 'string' || !isWordKey(key)) return null;
    return { tone, text: t(key, values as WordValues) };
  } catch {
    return null;
  }
}
