import type { ErrorCode } from '../../lib/errors.ts';
import { isWordKey, type Translate } from '../words/index.ts';

/** What a page says of an error; codes that only a machine or an operator meets are told as ours. */
export function errorText(code: ErrorCode, t: Translate): { title: string; remedy: string } {
  const title = `error.${code}.title`;
  const remedy = `error.${code}.do`;
  return isWordKey(title) && isWordKey(remedy) ? { title: t(title), remedy: t(remedy) } : { title: t('error.INTERNAL.title'), remedy: t('error.INTERNAL.do') };
}
