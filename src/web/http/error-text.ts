import type { ErrorCode } from '../../lib/errors.ts';
import { isWordKey, type Translate } from '../words/index.ts';

/** What a page says of an error; codes that only a machine or an operator meets are told as ours. */
export function errorText(code: ErrorCode, t: Translate): { title: string; todo: string } {
  const title = `error.${code}.title`;
  const todo = `error.${code}.do`;
  return isWordKey(title) && isWordKey(todo) ? { title: t(title), todo: t(todo) } : { title: t('error.INTERNAL.title'), todo: t('error.INTERNAL.do') };
}
