import type { Hono } from 'hono';
import { z } from 'zod';
import { LINK_MINUTES, requestPasswordReset } from '../../auth/index.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { WebEnv } from '../http/env.ts';
import { EMPTY_FORM, type FormState, readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { Button, Field, Form } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Frame, SentPage } from './frame.tsx';
import { accountRequest, EmailField, told } from './request.ts';

const Asked = z.object({ email: EmailField });

/** Asks for a link to set a new password. The answer is the same for every address. */
export function addForgot(app: Hono<WebEnv>): void {
  app.get('/forgot', (c) => render(c, c.req.query('sent') === undefined ? <ForgotPage form={EMPTY_FORM} /> : <ForgotSent />));

  app.post('/forgot', async (c) => {
    const read = await readForm(c, Asked);
    if (!read.ok) return render(c, <ForgotPage form={read.form} />, 422);
    try {
      await requestPasswordReset(accountRequest(c), { email: read.value.email, locale: c.get('view').locale });
    } catch (error) {
      const { form, status } = told(c, error, read.form);
      return render(c, <ForgotPage form={form} />, status);
    }
    leaveFlash(c, 'plain', 'sent.flash', { email: read.value.email });
    return c.redirect('/forgot?sent=1', 303);
  });
}

function ForgotPage({ form }: { form: FormState }) {
  const { t } = useView();
  return (
    <Frame title={t('forgot.title')} lead={t('forgot.lead', { minutes: LINK_MINUTES.reset })} below={<a href="/sign-in">{t('signin.back')}</a>}>
      <Form action="/forgot" state={form} actions={<Button kind="primary" icon="mail">{t('forgot.submit')}</Button>}>
        <Field name="email" type="email" label={t('signin.email')} autocomplete="username" inputmode="email" autofocus />
      </Form>
    </Frame>
  );
}

function ForgotSent() {
  const { t } = useView();
  return <SentPage lead={t('sent.reset')} again="/forgot" />;
}
