import { z } from 'zod';
import type { AccountRequest } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import type { WebContext } from '../http/env.ts';
import { type FormState, refused } from '../http/form.ts';
import { safeNext } from '../http/session.ts';
import type { Fmt } from '../fmt.ts';
import type { WordKey } from '../words/index.ts';

export const EmailField = z.string('form.required').trim().min(1, 'form.required').max(254, 'form.too_long').pipe(z.email('form.email'));
export const TokenField = z.string('form.required').min(1, 'form.required').max(2000, 'form.too_long');

/** What the verbs of accounts need to know of a request. */
export function accountRequest(c: WebContext): AccountRequest {
  return { deps: c.get('deps'), headers: c.req.raw.headers, ip: c.get('ip'), requestId: c.get('requestId') };
}

export function giveCookies(c: WebContext, lines: readonly string[]): void {
  for (const line of lines) c.header('Set-Cookie', line, { append: true });
}

/** Where the reader wanted to go, from a query or a form; undefined for nowhere, or to a place that is not ours. */
export function nextOf(value: string | undefined): string | undefined {
  return safeNext(value, '') || undefined;
}

/** A path of the sign-in that remembers where its reader wanted to go. */
export function withNext(path: string, next: string | undefined, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...more, ...(next === undefined ? {} : { next }) }).toString();
  return query === '' ? path : `${path}?${query}`;
}

export interface Told {
  form: FormState;
  status: 422 | 429;
}

/** What a verb refused, in the form that was sent; too many tries are told with the time after which one is taken. */
export function told(c: WebContext, error: unknown, form: FormState, words: Partial<Record<string, WordKey>> = {}): Told {
  if (!isAppError(error, 'RATE_LIMITED')) return { form: refused(c, error, form, words), status: 422 };
  const { t, fmt } = c.get('view');
  const wait = error.retryAfter;
  if (wait !== undefined) c.header('Retry-After', String(wait));
  return { form: { ...form, top: wait === undefined ? t('signin.limited_soon') : t('signin.limited', { span: waitWords(fmt, wait) }) }, status: 429 };
}

/** Seconds in words; above a minute in whole ones, rounded up, so that who waits as told is let in. */
function waitWords(fmt: Fmt, seconds: number): string {
  return fmt.span(seconds > 60 ? Math.ceil(seconds / 60) * 60_000 : seconds * 1000);
}
