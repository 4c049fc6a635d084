import type { z } from 'zod';
import { AppError, ERROR_CATALOGUE, isAppError } from '../../lib/errors.ts';
import { isWordKey, type WordKey } from '../words/index.ts';
import type { WebContext } from './env.ts';
import { errorText } from './error-text.ts';

/** A form as it was sent, to be shown again with what is wrong in it. */
export interface FormState {
  values: Record<string, string>;
  /** What is wrong, by field, in the reader's language. */
  errors: Record<string, string>;
  /** What is wrong with the whole. */
  top: string | null;
}

export const EMPTY_FORM: FormState = { values: {}, errors: {}, top: null };

/** A form that was not sent yet, with what it begins with. */
export function formOf(values: Record<string, string | number | null | undefined>): FormState {
  return { values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === null || value === undefined ? '' : String(value)])), errors: {}, top: null };
}

export type Read<T> = { ok: true; value: T; form: FormState } | { ok: false; form: FormState };

/**
 * The fields of a sent form as text; of a field that came several times, joined by commas. Files are left out.
 * @throws INVALID_INPUT for what no form sends: a broken body, or NUL characters, which the database cannot hold.
 */
export async function readFields(c: WebContext): Promise<Record<string, string>> {
  const body = await c.req.parseBody({ all: true }).catch((cause: unknown) => {
    // A broken multipart body; what is too large arrives as another fault and stays it.
    throw cause instanceof TypeError && cause.cause === undefined ? new AppError('INVALID_INPUT', 'the form could not be read', { cause }) : cause;
  });
  const entries = Object.entries(body).map(([name, value]): [string, string] => [name, (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string').join(',')]);
  if (entries.some(([, value]) => value.includes('\0'))) throw new AppError('INVALID_INPUT', 'a form holds no NUL characters');
  return Object.fromEntries(entries);
}

/**
 * Reads a form. The schema's messages are word keys (`z.string().min(1, 'form.required')`): what is not one is told as
 * `form.invalid`. A password is never kept for showing again.
 */
export async function readForm<S extends z.ZodType>(c: WebContext, schema: S): Promise<Read<z.output<S>>> {
  const fields = await readFields(c);
  const form: FormState = { values: withoutSecrets(fields), errors: {}, top: null };
  const result = schema.safeParse(fields);
  if (result.success) return { ok: true, value: result.data, form };
  for (const issue of result.error.issues) {
    const name = String(issue.path[0] ?? '');
    form.errors[name] ??= wordsOf(c, issue.message);
  }
  return { ok: false, form };
}

/**
 * What a verb refused, in the form that was sent: faults of fields beside them, anything else on top. `words` names the words
 * for codes that this page expects. Whatever is not an expected refusal is thrown on.
 */
export function refused(c: WebContext, error: unknown, form: FormState, words: Partial<Record<string, WordKey>> = {}): FormState {
  if (!isAppError(error) || ERROR_CATALOGUE[error.code].status >= 500) throw error;
  const { t, locale } = c.get('view');
  const own = words[error.code];
  const errors: Record<string, string> = {};
  if (own === undefined) {
    for (const issue of error.issues) {
      const name = issue.path.split('.').at(-1) ?? '';
      if (name in form.values) errors[name] ??= locale === 'en' ? issue.message : t('form.invalid');
    }
  }
  const { title, remedy } = errorText(error.code, t);
  const said = own !== undefined ? t(own) : locale === 'en' ? `${title}. ${remedy}` : `${title}。${remedy}`;
  return { ...form, errors, top: Object.keys(errors).length > 0 ? null : said };
}

function wordsOf(c: WebContext, message: string): string {
  return c.get('view').t(isWordKey(message) ? message : 'form.invalid');
}

function withoutSecrets(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !/password|token|code/i.test(name)));
}
