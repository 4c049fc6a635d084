import { EMPTY_FORM, type FormState } from '../http/form.ts';
import { Banner, Button, Card, Dialog, Field, Form, State } from '../ui/index.ts';
import { useView } from '../view.ts';
import { UsernameFor } from './frame.tsx';
import { Inside } from './inside.tsx';

export type TwoFactorForm = 'start' | 'backup-codes' | 'disable';

export interface TwoFactorProps {
  /** The installation asks the reader for a second factor. */
  required: boolean;
  /** A form that came back. */
  wrong?: { of: TwoFactorForm; form: FormState } | undefined;
}

/** Whether there is a second factor, and what can be done about it. */
export function TwoFactorPage({ required, wrong }: TwoFactorProps) {
  const { t, viewer } = useView();
  const formOf = (of: TwoFactorForm): FormState => (wrong?.of === of ? wrong.form : EMPTY_FORM);
  return (
    <Inside tab="two-factor" title={t('totp.title')} lead={t('totp.lead')}>
      {viewer?.totpDue && <Banner tone="warn" title={t('totp.due.title')}><p>{t('totp.due')}</p></Banner>}
      {viewer?.totp ? <TurnedOn required={required} formOf={formOf} open={wrong?.of} /> : <TurnedOff form={formOf('start')} />}
    </Inside>
  );
}

function TurnedOff({ form }: { form: FormState }) {
  const { t, viewer } = useView();
  return (
    <Card title={t('totp.start')} actions={<State tone="plain">{t('totp.off')}</State>}>
      <p class="dim">{t('totp.start.hint')}</p>
      <Form id="start" action="/account/two-factor/start" state={form} actions={<Button kind="primary">{t('totp.start.submit')}</Button>}>
        {viewer?.hasPassword && <OwnPassword />}
      </Form>
    </Card>
  );
}

function TurnedOn({ required, formOf, open }: { required: boolean; formOf: (of: TwoFactorForm) => FormState; open: TwoFactorForm | undefined }) {
  const { t, viewer } = useView();
  return (
    <div class="halves">
      <Card title={t('totp.backup')} actions={<State tone="good">{t('totp.on')}</State>}>
        <p class="dim">{t('totp.backup.lead')}</p>
        <Dialog id="backup" label={t('totp.backup.new')} title={t('totp.backup.new')} open={open === 'backup-codes'}>
          <Form id="codes" action="/account/two-factor/backup-codes" state={formOf('backup-codes')} actions={<Button kind="primary">{t('totp.backup.new')}</Button>}>
            <p>{t('totp.backup.new.lead')}</p>
            {viewer?.hasPassword && <OwnPassword />}
          </Form>
        </Dialog>
      </Card>
      <Card title={t('totp.disable')}>
        <p class="dim">{t(required ? 'totp.must' : 'totp.disable.lead')}</p>
        {!required && (
          <Dialog id="disable" kind="danger" label={t('totp.disable')} title={t('totp.disable')} open={open === 'disable'}>
            <Form id="off" action="/account/two-factor/disable" state={formOf('disable')} actions={<Button kind="danger">{t('totp.disable')}</Button>}>
              <p>{t('totp.disable.lead')}</p>
              {viewer?.hasPassword && <OwnPassword />}
            </Form>
          </Dialog>
        )}
      </Card>
    </div>
  );
}

function OwnPassword() {
  const { t, viewer } = useView();
  return (
    <>
      <UsernameFor email={viewer?.email ?? ''} />
      <Field name="password" type="password" label={t('password.current')} hint={t('totp.password.why')} autocomplete="current-password" />
    </>
  );
}
