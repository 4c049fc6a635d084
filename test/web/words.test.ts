import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { COMPOSED_PREFIXES } from '../../src/web/words/composed.ts';
import { LOCALES, preferredLocale, translate, type WordKey, WORDS } from '../../src/web/words/index.ts';

const WEB = fileURLToPath(new URL('../../src/web', import.meta.url));
const WORD_FILES = join(WEB, 'words');
const keys = Object.keys(WORDS) as WordKey[];

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)).filter((path) => /\.(tsx?|js)$/.test(path));
const code = files(WEB).filter((path) => !path.startsWith(WORD_FILES)).map((path) => readFileSync(path, 'utf8')).join('\n');

/** The values that a text names, with how it uses them. */
function placeholders(text: string, locale: string): string[] {
  const found = new Set<string>();
  const walk = (nodes: readonly unknown[]): void => {
    for (const node of nodes as { type: number; value?: string; options?: Record<string, { value: unknown[] }> }[]) {
      if (node.type >= 1 && node.type <= 6 && node.value !== undefined) found.add(node.value);
      for (const option of Object.values(node.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst());
  return [...found].sort();
}

describe('the words of the pages', () => {
  it('stand once: no two files give the same key', () => {
    const all = files(WORD_FILES).flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^ {2}'([\w.-]+)': \[/gm)].map((match) => match[1]));
    expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([]);
    expect(all.length).toBe(keys.length);
  });

  it('are all used', () => {
    const unused = keys.filter((key) => !COMPOSED_PREFIXES.some((prefix) => key.startsWith(prefix)) && !code.includes(`'${key}'`) && !code.includes(`"${key}"`));
    expect(unused).toEqual([]);
  });

  it('name no key that is missing', () => {
    const prefixes = new Set(keys.map((key) => key.split('.')[0]));
    const named = [...code.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1] as string);
    expect(named.filter((key) => prefixes.has(key.split('.')[0]) && !(key in WORDS))).toEqual([]);
    expect(named.length).toBeGreaterThan(100);
  });

  it('are put together only from states that have words', () => {
    const empty = COMPOSED_PREFIXES.filter((prefix) => !keys.some((key) => key.startsWith(prefix)));
    expect(empty).toEqual([]);
  });

  it('name the same values in both languages', () => {
    const different = keys.filter((key) => placeholders(WORDS[key][0], 'zh-CN').join() !== placeholders(WORDS[key][1], 'en').join());
    expect(different).toEqual([]);
  });

  it('are Chinese in Chinese and English in English', () => {
    const bare = (text: string): string => text.replace(/\{[^{}]*\}/g, '');
    // A language is called by its own name in every language.
    expect(keys.filter((key) => !key.startsWith('account.language.') && /\p{Script=Han}/u.test(bare(WORDS[key][1])))).toEqual([]);
    expect(keys.filter((key) => WORDS[key].some((text) => text.trim() === ''))).toEqual([]);
    // Half-width punctuation between Chinese characters is a slip of the keyboard.
    expect(keys.filter((key) => /\p{Script=Han}[,;:!?]|[,;!?]\p{Script=Han}/u.test(WORDS[key][0]))).toEqual([]);
  });
});

describe('a reader', () => {
  it.each([
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['fr,zh-TW;q=0.5,en;q=0.4', 'zh-CN'],
    ['en;q=0,zh;q=0.1', 'zh-CN'],
    ['de', 'zh-CN'],
    [undefined, 'zh-CN'],
  ])('who asks for %s is answered in %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale);
  });

  it('finds every text without values whole', () => {
    for (const key of keys) {
      for (const [index, locale] of LOCALES.entries()) {
        if (placeholders(WORDS[key][index as 0 | 1], locale).length === 0) expect(translate(locale, key).length).toBeGreaterThan(0);
      }
    }
  });
});
