import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTemplate, type Template } from './template.ts';
import { templatesFolder } from './templates-folder.ts';

/** What every mail is made of. */
export interface MailTemplates {
  subject: Template;
  html: Template;
  text: Template;
}

const cache = new Map<string, Template>();

/** A template by its path in the folder of templates (`closed/en/subject.txt`), compiled; read from disk once a process. */
export function readTemplate(path: string): Template {
  const known = cache.get(path);
  if (known) return known;
  const made = compileTemplate(readFileSync(join(templatesFolder(), path), 'utf8'), `templates/${path}`, path.endsWith('.html') ? 'html' : 'text');
  cache.set(path, made);
  return made;
}

/** The templates of a mail, of its folder (`closed/en`). */
export function readMailTemplates(folder: string): MailTemplates {
  return { subject: readTemplate(`${folder}/subject.txt`), html: readTemplate(`${folder}/body.html`), text: readTemplate(`${folder}/body.txt`) };
}
