import { isWordKey, type Translate, type WordKey } from '../words/index.ts';

/** The words of a state's name, or others for a name that has none: data may be older or newer than the words. */
export function wordsOf(t: Translate, key: string, otherwise: WordKey): string {
  return t(isWordKey(key) ? key : otherwise);
}

/** The words of a failure of the crawler, of `HTTP 404` and of `empty`. */
export function failureWords(t: Translate, failure: string): string {
  const status = /^HTTP (\d{3})$/.exec(failure)?.[1];
  if (status !== undefined) return t('report.status', { what: t('report.failure.http_error'), status });
  return wordsOf(t, `report.failure.${failure}`, 'report.failure.other');
}

/** How to let us in after a failure; undefined when there is nothing to do. */
export function failureHelp(t: Translate, failure: string): string | undefined {
  const key = /^HTTP \d{3}$/.test(failure) ? 'report.failure_help.http_error' : `report.failure_help.${failure}`;
  return isWordKey(key) ? t(key) : undefined;
}
