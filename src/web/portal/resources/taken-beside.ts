import { isAppError } from '../../../lib/errors.ts';
import type { WebContext } from '../../http/env.ts';
import type { FormState } from '../../http/form.ts';

/** An address that is registered already is told beside its field. */
export function takenBeside(c: WebContext, error: unknown, form: FormState): FormState {
  if (!isAppError(error, 'CONFLICT')) return form;
  return { ...form, errors: { ...form.errors, url: c.get('view').t('record.error.url.taken') }, top: null };
}
