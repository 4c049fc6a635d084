import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { type FormErrors, FormProvider, type FormValues } from './form-context.ts';
import { Icon } from './icon.tsx';
import { cx } from './tone.ts';

export interface FormProps {
  action: string;
  method?: 'post' | 'get' | undefined;
  /** Also the prefix of the ids of its fields: needed when a page has two forms with the same field. */
  id?: string | undefined;
  hidden?: Record<string, string | number | undefined> | undefined;
  /** What was entered and what is wrong with it, as readForm() and refused() give it. */
  state?: { values: FormValues; errors: FormErrors; top: string | null } | undefined;
  /** The buttons, the primary one first. */
  actions?: Child;
  /** In one line, without the frame of a form: for a button that posts. */
  inline?: boolean | undefined;
  upload?: boolean | undefined;
  children?: Child;
}

/** A form; its fields find their errors and entered values in it by name. A summary of the errors stands on top. */
export function Form(props: FormProps) {
  const { method = 'post', id, state = { values: {}, errors: {}, top: null } } = props;
  const { values, errors, top } = state;
  const prefix = id ?? 'f';
  const sent = top !== null || Object.values(errors).some((each) => each !== undefined);
  return (
    <form class={cx(props.inline ? 'inline' : 'form')} method={method} action={props.action} id={id} enctype={props.upload ? 'multipart/form-data' : undefined} novalidate={!props.inline}>
      {Object.entries(props.hidden ?? {}).map(([name, value]) => value !== undefined && <input type="hidden" name={name} value={String(value)} />)}
      <FormProvider value={{ prefix, errors, values, sent }}>
        <ErrorSummary errors={errors} top={top} prefix={prefix} />
        {props.children}
        {props.actions && <div class="row form-actions">{props.actions}</div>}
      </FormProvider>
    </form>
  );
}

/** What is wrong, each with a link to its field. Nothing when nothing is. */
export function ErrorSummary({ errors, top, prefix = 'f' }: { errors: FormErrors; top: string | null; prefix?: string | undefined }) {
  const { t } = useView();
  const wrong = Object.entries(errors).filter((each): each is [string, string] => each[1] !== undefined);
  if (wrong.length === 0 && top === null) return null;
  return (
    <div class="banner bad" role="alert" tabindex={-1} autofocus>
      <Icon name="warn" />
      <div class="banner-words">
        <p><strong>{top ?? t('ui.form.wrong', { n: wrong.length })}</strong></p>
        {wrong.length > 0 && <ul>{wrong.map(([name, text]) => <li><a href={`#${prefix}-${name}`}>{text}</a></li>)}</ul>}
      </div>
    </div>
  );
}
