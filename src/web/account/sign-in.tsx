import type { Hono } from 'hono';
import { z } from 'zod';
import { signIn } from '../../auth/index.ts';
import type { WebEnv } from '../http/env.ts';
import { EMPTY_FORM, type FormState, readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { Button, Field, Form } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Frame } from './frame.tsx';
import { accountRequest, EmailField, giveCookies, nextOf, told, withNext } from './request.ts';

const Sent = z.object({ email: EmailField, password: z.string('form.required').min(1, 'form.required').max(200, 'form.too_long'), next: z.string().optional() });

/** Mail address and password; `next` is kept through every further step. */
export function addSignIn(app: Hono<WebEnv>): void {
  app.get('/sign-in', (c) => {
    const next = nextOf(c.req.query('next'));
    if (c.get('viewer')) return c.redirect(next ?? '/', 303);
    return render(c, <SignInPage form={EMPTY_FORM} next={next} />);
  });

  app.post('/sign-in', async (c) => {
    const read = await readForm(c, Sent);
    const next = nextOf(read.form.values['next']);
    if (!read.ok) return render(c, <SignInPage form={read.form} next={next} />, 422);
    try {
      const answer = await signIn(accountRequest(c), { email: read.value.email, password: read.value.password });
      giveCookies(c, answer.setCookies);
      return c.redirect(answer.kind === 'code' ? withNext('/sign-in/code', next) : (next ?? '/'), 303);
    } catch (error) {
      const { form, status } = told(c, error, read.form, { SIGN_IN_FAILED: 'signin.wrong' });
      return render(c, <SignInPage form={form} next={next} />, status);
    }
  });
}

function SignInPage({ form, next }: { form: FormState; next: string | undefined }) {
  const { t } = useView();
  return (
    <Frame
      title={t('signin.title')}
      lead={next === undefined ? t('signin.lead') : t('signin.lead.next')}
      below={<p>{t('signin.no_account')} <a href="/claim">{t('signin.claim')}</a></p>}
    >
      <Form action="/sign-in" hidden={{ next }} state={form} actions={<Button kind="primary">{t('signin.submit')}</Button>}>
        <Field name="email" type="email" label={t('signin.email')} autocomplete="username" inputmode="email" autofocus />
        <Field name="password" type="password" label={t('signin.password')} autocomplete="current-password" />
      </Form>
      <p class="spread"><a href={withNext('/sign-in/link', next)}>{t('signin.by_link')}</a><a href="/forgot">{t('signin.forgot')}</a></p>
    </Frame>
  );
}
