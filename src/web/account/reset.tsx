import type { Hono } from 'hono';
import { z } from 'zod';
import { LINK_MINUTES, resetPassword } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { WebEnv } from '../http/env.ts';
import { EMPTY_FORM, type FormState, readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { Button, Form } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Frame, OverPage } from './frame.tsx';
import { NewPasswordField, passwordTold } from './new-password.tsx';
import { accountRequest, TokenField } from './request.ts';

const Sent = z.object({ token: TokenField, password: z.string('form.required').min(1, 'form.required') });

/** A new password by the link from the mail. It signs nobody in: a second factor is still asked for. */
export function addReset(app: Hono<WebEnv>): void {
  app.get('/reset', (c) => {
    const token = c.req.query('token');
    return token === undefined ? c.redirect('/forgot', 303) : render(c, <ResetPage token={token} form={EMPTY_FORM} />);
  });

  app.post('/reset', async (c) => {
    const read = await readForm(c, Sent);
    const token = String((await c.req.parseBody())['token'] ?? '');
    if (!read.ok) return token === '' ? render(c, <ResetOver />, 410) : render(c, <ResetPage token={token} form={read.form} />, 422);
    try {
      await resetPassword(accountRequest(c), read.value);
    } catch (error) {
      if (isAppError(error, 'LINK_INVALID')) return render(c, <ResetOver />, 410);
      const { form, status } = passwordTold(c, error, read.form, 'password', read.value.password);
      return render(c, <ResetPage token={token} form={form} />, status);
    }
    leaveFlash(c, 'good', 'reset.done');
    return c.redirect('/sign-in', 303);
  });
}

function ResetPage({ token, form }: { token: string; form: FormState }) {
  const { t } = useView();
  return (
    <Frame title={t('reset.title')} lead={t('reset.lead')}>
      <Form action="/reset" hidden={{ token }} state={form} actions={<Button kind="primary">{t('reset.submit')}</Button>}>
        <NewPasswordField name="password" label={t('password.new')} autofocus />
      </Form>
    </Frame>
  );
}

function ResetOver() {
  const { t } = useView();
  return <OverPage title={t('reset.over.title')} lead={t('reset.over', { minutes: LINK_MINUTES.reset })} href="/forgot" action={t('link.again')} below={<a href="/sign-in">{t('signin.back')}</a>} />;
}
