import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTemplate, type Template } from '../lib/template.ts';
import { templatesFolder } from '../lib/templates-folder.ts';
import type { Locale, NoticeKind } from './kinds.ts';

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
    compileTemplate(readFileSync(join(templatesFolder(), key, file), 'utf8'), `templates/${key}/${file}`, format);
  const made = { subject: load('subject.txt', 'text'), html: load('body.html', 'html'), text: load('body.txt', 'text'), message: load('message.txt', 'text') };
  cache.set(key, made);
  return made;
}
