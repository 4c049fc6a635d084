import type { Hono } from 'hono';
import { z } from 'zod';
import { confirmTotp } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { SignedInEnv } from '../http/env.ts';
import { EMPTY_FORM, type FormState, readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { Button, Card, CopyField, Field, Form } from '../ui/index.ts';
import { useView } from '../view.ts';
import { BackupCodesPage } from './backup-codes.tsx';
import { Inside } from './inside.tsx';
import { QrCode } from './qr.tsx';
import { accountRequest, giveCookies, told } from './request.ts';

/** The key and the codes go through the page, so that they exist in no place but the reader's screen until they are confirmed. */
const Sent = z.object({
  code: z.string('form.required').trim().min(1, 'form.required'),
  uri: z.string().max(600).regex(/^otpauth:\/\/totp\/\S+[?&]secret=[A-Z2-7]+/),
  backup: z.string().max(600).regex(/^[\w-]+( [\w-]+)*$/),
});

/** The last step of setting up: the first code of the app. Backup codes are shown after it, once. */
export function addConfirm(app: Hono<SignedInEnv>): void {
  app.post('/account/two-factor/confirm', async (c) => {
    const read = await readForm(c, Sent);
    const uri = read.form.values['uri'] ?? '';
    const backup = (read.form.values['backup'] ?? '').split(' ');
    if (read.form.errors['uri'] !== undefined || read.form.errors['backup'] !== undefined) {
      leaveFlash(c, 'bad', 'totp.restart');
      return c.redirect('/account/two-factor', 303);
    }
    if (!read.ok) return render(c, <ConfirmPage uri={uri} backup={backup} form={read.form} />, 422);
    try {
      giveCookies(c, (await confirmTotp(accountRequest(c), c.get('me'), { code: read.value.code })).setCookies);
    } catch (error) {
      if (isAppError(error, 'CONFLICT')) return c.redirect('/account/two-factor', 303);
      if (isAppError(error, 'INVALID_INPUT')) return render(c, <ConfirmPage uri={uri} backup={backup} form={{ ...read.form, errors: { code: c.get('view').t('totp.wrong') } }} />, 422);
      const { form, status } = told(c, error, read.form);
      return render(c, <ConfirmPage uri={uri} backup={backup} form={form} />, status);
    }
    const viewer = { ...c.get('me'), totp: true, totpDue: false };
    c.set('view', { ...c.get('view'), viewer });
    return render(c, <BackupCodesPage codes={backup} confirmed />);
  });
}

export function ConfirmPage({ uri, backup, form = EMPTY_FORM }: { uri: string; backup: string[]; form?: FormState }) {
  const { t } = useView();
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return (
    <Inside tab="two-factor" title={t('totp.title')} lead={t('totp.lead')}>
      <div class="halves">
        <Card title={t('totp.scan')}>
          <p class="dim">{t('totp.scan.hint')}</p>
          <p><QrCode text={uri} label={t('totp.qr')} /></p>
          <CopyField label={t('totp.secret')} value={secret.replace(/(.{4})(?=.)/g, '$1 ')} hint={t('totp.secret.hint')} />
        </Card>
        <Card title={t('totp.confirm')}>
          <Form id="confirm" action="/account/two-factor/confirm" hidden={{ uri, backup: backup.join(' ') }} state={form} actions={<>
            <Button kind="primary">{t('totp.confirm.submit')}</Button>
            <a href="/account/two-factor">{t('totp.cancel')}</a>
          </>}>
            <Field name="code" label={t('code.label')} autocomplete="one-time-code" inputmode="numeric" maxlength={9} width="short" autofocus={form !== EMPTY_FORM} />
          </Form>
        </Card>
      </div>
    </Inside>
  );
}
