import { type MailTemplates, readMailTemplates, readTemplate } from '../lib/read-templates.ts';
import type { Template } from '../lib/template.ts';
import type { Locale, NoticeKind } from './kinds.ts';

export interface NoticeTemplates extends MailTemplates {
  /** In-product: the first line is the title. */
  message: Template;
}

/** The compiled templates of a kind in a language. */
export function noticeTemplates(kind: NoticeKind, locale: Locale): NoticeTemplates {
  const folder = `${kind.replaceAll('_', '-')}/${locale}`;
  return { ...readMailTemplates(folder), message: readTemplate(`${folder}/message.txt`) };
}
