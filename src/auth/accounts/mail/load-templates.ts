import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountMailKind } from '../../../db/schema/index.ts';
import { compileTemplate, type Template } from '../../../lib/template.ts';
import { templatesFolder } from '../../../lib/templates-folder.ts';

export interface AccountTemplates {
  subject: Template;
  html: Template;
  text: Template;
}

const cache = new Map<string, AccountTemplates>();

/** The compiled templates of an account mail in a language; read from disk once a process. */
export function accountTemplates(kind: AccountMailKind, locale: 'zh-CN' | 'en'): AccountTemplates {
  const key = `account-${kind.replaceAll('_', '-')}/${locale}`;
  const known = cache.get(key);
  if (known) return known;
  const load = (file: string, format: 'html' | 'text'): Template =>
    compileTemplate(readFileSync(join(templatesFolder(), key, file), 'utf8'), `templates/${key}/${file}`, format);
  const made = { subject: load('subject.txt', 'text'), html: load('body.html', 'html'), text: load('body.txt', 'text') };
  cache.set(key, made);
  return made;
}
