import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { Button, buttonClass, type ButtonLook } from './button.tsx';
import { Form } from './form.tsx';
import { Icon } from './icon.tsx';

export interface DialogProps extends Pick<ButtonLook, 'kind' | 'small' | 'icon'> {
  id: string;
  /** On the button that opens it. */
  label: string;
  title: string;
  /** Opened when the page comes: for a form that came back with errors. */
  open?: boolean | undefined;
  children?: Child;
}

/** A question in its own frame: folds out where it stands, and is a modal dialog with dialog.js. */
export function Dialog(props: DialogProps) {
  const { t } = useView();
  return (
    <details class="dialog" data-dialog open={props.open}>
      <summary class={buttonClass(props)}>{props.icon && <Icon name={props.icon} size={props.small ? 16 : 18} />}<span>{props.label}</span></summary>
      <div class="dialog-panel" id={props.id} data-title={props.title} data-close={t('ui.close')}>
        <p class="dialog-title"><strong>{props.title}</strong></p>
        {props.children}
      </div>
    </details>
  );
}

export interface ConfirmProps extends Omit<DialogProps, 'children'> {
  /** Where it posts. */
  action: string;
  hidden?: Record<string, string | number | undefined> | undefined;
  /** What follows from it, before the buttons. */
  children?: Child;
  /** On the button that does it. */
  submit: string;
}

/** A button that asks before it posts. */
export function Confirm({ action, hidden, submit, children, ...dialog }: ConfirmProps) {
  const { t } = useView();
  return (
    <Dialog {...dialog}>
      <Form id={`${dialog.id}-form`} action={action} hidden={hidden} actions={<>
        <Button kind={dialog.kind === 'danger' ? 'danger' : 'primary'}>{submit}</Button>
        <button class="btn quiet js-only" type="button" data-dialog-close>{t('ui.cancel')}</button>
      </>}>{children}</Form>
    </Dialog>
  );
}
