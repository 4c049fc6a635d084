import { Button, Card, Field, Form } from '../ui/index.ts';
import { EMPTY_FORM, type FormState } from '../http/form.ts';
import { useView } from '../view.ts';
import { UsernameFor } from './frame.tsx';
import { NewPasswordField } from './new-password.tsx';

/** Changes the password, or sets the first one for who signs in by links. */
export function PasswordCard({ form = EMPTY_FORM }: { form?: FormState | undefined }) {
  const { t, viewer } = useView();
  const has = viewer?.hasPassword ?? false;
  return (
    <Card title={t('account.password')} id="password">
      <p class="dim">{t(has ? 'account.password.lead' : 'account.password.none')}</p>
      <Form id="change" action="/account/password" state={form} actions={<Button>{t(has ? 'account.password.change' : 'account.password.set')}</Button>}>
        <UsernameFor email={viewer?.email ?? ''} />
        {has && <Field name="currentPassword" type="password" label={t('password.current')} autocomplete="current-password" />}
        <NewPasswordField name="newPassword" label={t('password.new')} />
      </Form>
    </Card>
  );
}
