import type { Child } from 'hono/jsx';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.tsx';
import { cx } from './tone.ts';

export interface ButtonLook {
  /** `plain` unless told; one primary a page. `quiet` has no border. */
  kind?: 'primary' | 'plain' | 'danger' | 'quiet' | undefined;
  small?: boolean | undefined;
  icon?: IconName | undefined;
  children?: Child;
}

export interface ButtonProps extends ButtonLook {
  type?: 'submit' | 'button' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** Id of a form elsewhere on the page. */
  form?: string | undefined;
  formaction?: string | undefined;
  disabled?: boolean | undefined;
}

export interface LinkButtonProps extends ButtonLook {
  href: string;
  /** Leaves the site: opens beside it, with the mark that says so. */
  external?: boolean | undefined;
}

/** The class of a button, for a `<summary>` or a link that should look like one. */
export function buttonClass({ kind = 'plain', small }: Pick<ButtonLook, 'kind' | 'small'>): string {
  return cx('btn', kind !== 'plain' && kind, small && 'small');
}

export function Button(props: ButtonProps) {
  const { type = 'submit', name, value, form, formaction, disabled } = props;
  return (
    <button class={buttonClass(props)} {...{ type, name, value, form, formaction, disabled }}>
      {props.icon && <Icon name={props.icon} size={props.small ? 16 : 18} />}
      <span>{props.children}</span>
    </button>
  );
}

export function LinkButton(props: LinkButtonProps) {
  const away = props.external ? { target: '_blank', rel: 'noopener noreferrer' } : {};
  return (
    <a class={buttonClass(props)} href={props.href} {...away}>
      {props.icon && <Icon name={props.icon} size={props.small ? 16 : 18} />}
      <span>{props.children}</span>
      {props.external && <Icon name="external" size={16} />}
    </a>
  );
}
