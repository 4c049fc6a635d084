import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { Icon } from './icon.tsx';
import { cx } from './tone.ts';

export function Required({ of }: { of: { required?: boolean | undefined } }) {
  const { t } = useView();
  return of.required ? <span class="must">{t('ui.field.required')}</span> : null;
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return error === undefined ? null : <p class="error" id={`${id}-error`}><Icon name="warn" size={16} /><span>{error}</span></p>;
}

/** The attributes that tie a control to its hint and its error. */
export function described(id: string, hint: Child, error: string | undefined) {
  const ids = cx(Boolean(hint) && `${id}-hint`, error !== undefined && `${id}-error`);
  return { 'aria-describedby': ids === '' ? undefined : ids, 'aria-invalid': error === undefined ? undefined : ('true' as const) };
}
