import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locale, NoticeKind } from './kinds.ts';
import { compileTemplate, type Template } from './template.ts';

export interface NoticeTemplates {
  subject: Template;
  html: Template;
  text: Template;
  /** In-product: the first line is the title. */
  message: Template;
}

const cache = new Map<string, NoticeTemplates>();

/** The compiled templates of a kind in a language; read from disk once a process. */
export function noticeTemplates(kind: NoticeKind, locale: Locale): NoticeTemplates {
  const key = `${kind.replaceAll('_', '-')}/${locale}`;
  const known = cache.get(key);
  if (known) return known;
  const load = (file: string, format: 'html' | 'text'): Template =>
    compileTemplate(readFileSync(join(templatesDir(), key, file), 'utf8'), `templates/${key}/${file}`, format);
  const made = { subject: load('subject.txt', 'text'), html: load('body.html', 'html'), text: load('body.txt', 'text'), message: load('message.txt', 'text') };
  cache.set(key, made);
  return made;
}

/** templates/ of the checkout, also when this file runs compiled from a folder deeper down. */
function templatesDir(): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    const found = join(dir, 'templates', 'closing-announced');
    if (existsSync(found)) return dirname(found);
    if (dir === dirname(dir)) throw new Error('the folder templates/ was not found above this file');
  }
}
