import { described, FieldError, Required } from './field-parts.tsx';
import type { CheckboxesProps, CheckboxProps, RadioProps } from './field-props.ts';
import { cx } from './tone.ts';

interface Tied {
  id: string;
  entered: string | string[] | undefined;
  sent: boolean;
}

export function Checkbox({ id, entered, sent, error, ...field }: CheckboxProps & Tied) {
  const { name, value = 'on', required, disabled, autofocus } = field;
  const checked = entered === undefined ? !sent && field.checked : [entered].flat().includes(value);
  return (
    <div class={cx('field', error !== undefined && 'wrong')}>
      <label class="choice" for={id}>
        <input type="checkbox" {...{ id, name, value, checked, required, disabled, autofocus }} {...described(id, field.hint, error)} />
        <span>{field.label}</span>
      </label>
      {field.hint && <p class="hint under" id={`${id}-hint`}>{field.hint}</p>}
      <FieldError id={id} error={error} />
    </div>
  );
}

export function Choice({ id, entered, sent, error, ...field }: (RadioProps | CheckboxesProps) & Tied) {
  const { name, disabled } = field;
  const type = field.type === 'radio' ? 'radio' : 'checkbox';
  const chosen = [entered ?? (sent ? [] : (field.value ?? []))].flat().flatMap((each) => (type === 'radio' ? each : each.split(',')));
  return (
    <fieldset class={cx('field', error !== undefined && 'wrong')} {...described(id, field.hint, error)}>
      <legend>{field.label}<Required of={field} /></legend>
      {field.hint && <p class="hint" id={`${id}-hint`}>{field.hint}</p>}
      {field.options.map((each, index) => (
        <label class="choice">
          <input id={index === 0 ? id : undefined} value={each.value} checked={chosen.includes(each.value)} disabled={disabled ?? each.disabled} {...{ type, name }} />
          <span>{each.label}{each.hint !== undefined && <small>{each.hint}</small>}</span>
        </label>
      ))}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
