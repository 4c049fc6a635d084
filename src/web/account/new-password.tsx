import { PASSWORD_MIN } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import type { WebContext } from '../http/env.ts';
import type { FormState } from '../http/form.ts';
import { Field } from '../ui/index.ts';
import { useView } from '../view.ts';
import type { WordKey } from '../words/index.ts';
import { told, type Told } from './request.ts';

/** A field for a password that is being chosen. */
export function NewPasswordField({ name, label, hint = 'password.hint', autofocus }: { name: string; label: string; hint?: WordKey; autofocus?: boolean }) {
  const { t } = useView();
  return <Field name={name} type="password" label={label} hint={t(hint, { min: PASSWORD_MIN })} autocomplete="new-password" minlength={PASSWORD_MIN} maxlength={200} autofocus={autofocus} />;
}

/**
 * What a verb refused of a form with a new password. Forms keep no password, so that told() cannot say what is wrong with
 * one: too short or too common, which is said beside its field.
 */
export function passwordTold(c: WebContext, error: unknown, form: FormState, field: string, password: string, words: Partial<Record<string, WordKey>> = {}): Told {
  if (!isAppError(error, 'INVALID_INPUT') || !error.issues.some((issue) => issue.path === field)) return told(c, error, form, words);
  const { t } = c.get('view');
  const fault = password.length < PASSWORD_MIN ? t('password.short', { min: PASSWORD_MIN }) : t('password.common');
  return { form: { ...form, errors: { ...form.errors, [field]: fault } }, status: 422 };
}
