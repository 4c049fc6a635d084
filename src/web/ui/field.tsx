import { Checkbox, Choice } from './field-choice.tsx';
import { described, FieldError, Required } from './field-parts.tsx';
import type { FieldProps, InputProps, SelectProps, TextareaProps } from './field-props.ts';
import { type FormInside, useForm } from './form-context.ts';
import { cx } from './tone.ts';

/** A labelled field of a form, with its hint and its error. */
export function Field(props: FieldProps) {
  const form = useForm();
  const error = props.error ?? form.errors[props.name];
  const id = `${form.prefix}-${props.name}`;
  if (props.type === 'radio' || props.type === 'checkboxes') return <Choice {...props} id={id} error={error} entered={form.values[props.name]} sent={form.sent} />;
  if (props.type === 'checkbox') return <Checkbox {...props} id={id} error={error} entered={form.values[props.name]} sent={form.sent} />;
  return (
    <div class={cx('field', error !== undefined && 'wrong')}>
      <label for={id}>{props.label}<Required of={props} /></label>
      {props.hint && <p class="hint" id={`${id}-hint`}>{props.hint}</p>}
      <Control field={props} id={id} error={error} form={form} />
      <FieldError id={id} error={error} />
    </div>
  );
}

function Control({ field, id, error, form }: { field: InputProps | TextareaProps | SelectProps; id: string; error: string | undefined; form: FormInside }) {
  const { name, required, disabled, autofocus } = field;
  const entered = form.values[name];
  const value = (Array.isArray(entered) ? entered[0] : entered) ?? (field.value === undefined ? undefined : String(field.value));
  const common = { id, name, required, disabled, autofocus, ...described(id, field.hint, error) };
  if (field.type === 'textarea') {
    return <textarea {...common} class={field.mono ? 'mono' : undefined} rows={field.rows ?? 4} maxlength={field.maxlength} placeholder={field.placeholder}>{value ?? ''}</textarea>;
  }
  if (field.type === 'select') {
    return (
      <select {...common} data-autosubmit={field.autosubmit ? '' : undefined}>
        {field.none !== undefined && <option value="">{field.none}</option>}
        {field.options.map((each) => <option value={each.value} selected={each.value === value} disabled={each.disabled}>{each.label}</option>)}
      </select>
    );
  }
  const { type = 'text', autocomplete, placeholder, inputmode, min, max, step, minlength, maxlength, pattern, accept } = field;
  const input = (
    <input {...common} class={field.width} value={type === 'password' || type === 'file' ? undefined : value}
      {...{ type, autocomplete, placeholder, inputmode, min, max, step, minlength, maxlength, pattern, accept }} />
  );
  return field.unit === undefined ? input : <span class="row with-unit">{input}<span class="dim">{field.unit}</span></span>;
}
