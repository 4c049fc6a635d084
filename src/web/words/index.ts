import { IntlMessageFormat } from 'intl-messageformat';
import { accountWords } from './account.ts';
import { commonWords } from './common.ts';
import { consoleWords } from './console.ts';
import { errorWords } from './errors.ts';
import { type Locale } from './locale.ts';
import { policiesWords } from './policies.ts';
import { portalWords } from './portal.ts';
import { resourcesWords } from './resources.ts';
import { sweepsWords } from './sweeps.ts';
import { uiWords } from './ui.ts';

export { isLocale, type Locale, LOCALES, preferredLocale } from './locale.ts';

/** Everything that pages say, in both languages, in one place. */
export const WORDS = { ...commonWords, ...uiWords, ...errorWords, ...accountWords, ...portalWords, ...resourcesWords, ...consoleWords, ...sweepsWords, ...policiesWords };

export type WordKey = keyof typeof WORDS;
export type WordValues = Record<string, string | number>;

/** What a text says in the view's language. */
export type Translate = (key: WordKey, values?: WordValues) => string;

const compiled = new Map<string, IntlMessageFormat>();

/** @throws when a value that the text names is not given. */
export function translate(locale: Locale, key: WordKey, values: WordValues = {}): string {
  const text: string = WORDS[key][locale === 'en' ? 1 : 0];
  if (!/[{'<]/.test(text)) return text;
  const at = `${locale} ${key}`;
  let message = compiled.get(at);
  if (!message) compiled.set(at, (message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })));
  return String(message.format(values));
}

/** True for a text that exists: for words whose key is put together from a state's name. */
export function isWordKey(key: string): key is WordKey {
  return Object.hasOwn(WORDS, key);
}
