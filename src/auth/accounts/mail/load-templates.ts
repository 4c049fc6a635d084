import type { AccountMailKind } from '../../../db/schema/index.ts';
import { type MailTemplates, readMailTemplates } from '../../../lib/read-templates.ts';

/** The compiled templates of an account mail in a language. */
export function accountTemplates(kind: AccountMailKind, locale: 'zh-CN' | 'en'): MailTemplates {
  return readMailTemplates(`account-${kind.replaceAll('_', '-')}/${locale}`);
}
