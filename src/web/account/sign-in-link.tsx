import type { Hono } from 'hono';
import { z } from 'zod';
import { LINK_MINUTES, requestMagicLink, useMagicLink } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { WebEnv } from '../http/env.ts';
import { EMPTY_FORM, type FormState, readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { Button, Field, Form } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Frame, OverPage, SentPage } from './frame.tsx';
import { accountRequest, EmailField, giveCookies, nextOf, told, TokenField, withNext } from './request.ts';

const Asked = z.object({ email: EmailField, next: z.string().optional() });
const Used = z.object({ token: TokenField, next: z.string().optional() });

/** Signing in by a link in the mail. Opening it changes nothing, since scanners of mails open links: the button does. */
export function addSignInLink(app: Hono<WebEnv>): void {
  app.get('/sign-in/link', (c) => {
    const next = nextOf(c.req.query('next'));
    const token = c.req.query('token');
    if (token !== undefined) return render(c, <OpenPage token={token} next={next} form={EMPTY_FORM} />);
    if (c.req.query('sent') !== undefined) return render(c, <LinkSent next={next} />);
    return render(c, <AskPage form={EMPTY_FORM} next={next} />);
  });

  app.post('/sign-in/link', async (c) => {
    const read = await readForm(c, Asked);
    const next = nextOf(read.form.values['next']);
    if (!read.ok) return render(c, <AskPage form={read.form} next={next} />, 422);
    const { email } = read.value;
    try {
      await requestMagicLink(accountRequest(c), { email, locale: c.get('view').locale, ...(next === undefined ? {} : { next }) });
    } catch (error) {
      const { form, status } = told(c, error, read.form);
      return render(c, <AskPage form={form} next={next} />, status);
    }
    leaveFlash(c, 'plain', 'sent.flash', { email });
    return c.redirect(withNext('/sign-in/link', next, { sent: '1' }), 303);
  });

  // Where a switch of language lands after a refusal.
  app.get('/sign-in/link/open', (c) => c.redirect('/sign-in/link', 303));

  app.post('/sign-in/link/open', async (c) => {
    const read = await readForm(c, Used);
    const next = nextOf(read.form.values['next']);
    if (!read.ok) return render(c, <LinkOver next={next} />, 410);
    try {
      const answer = await useMagicLink(accountRequest(c), { token: read.value.token });
      giveCookies(c, answer.setCookies);
      return c.redirect(answer.kind === 'code' ? withNext('/sign-in/code', next) : (next ?? '/'), 303);
    } catch (error) {
      if (isAppError(error, 'LINK_INVALID') || isAppError(error, 'SIGN_IN_FAILED')) return render(c, <LinkOver next={next} />, 410);
      const { form, status } = told(c, error, read.form);
      return render(c, <OpenPage token={read.value.token} next={next} form={form} />, status);
    }
  });
}

function AskPage({ form, next }: { form: FormState; next: string | undefined }) {
  const { t } = useView();
  return (
    <Frame title={t('link.title')} lead={t('link.lead', { minutes: LINK_MINUTES.signIn })} below={<><p>{t('link.staff')}</p><p><a href={withNext('/sign-in', next)}>{t('signin.back')}</a></p></>}>
      <Form action="/sign-in/link" hidden={{ next }} state={form} actions={<Button kind="primary" icon="mail">{t('link.send')}</Button>}>
        <Field name="email" type="email" label={t('signin.email')} autocomplete="username" inputmode="email" autofocus />
      </Form>
    </Frame>
  );
}

function OpenPage({ token, next, form }: { token: string; next: string | undefined; form: FormState }) {
  const { t } = useView();
  return (
    <Frame title={t('link.open.title')} lead={t('link.open.lead')}>
      <Form action="/sign-in/link/open" hidden={{ token, next }} state={form} actions={<Button kind="primary">{t('link.open.submit')}</Button>} />
    </Frame>
  );
}

function LinkSent({ next }: { next: string | undefined }) {
  const { t } = useView();
  return <SentPage lead={t('sent.link')} again={withNext('/sign-in/link', next)} />;
}

function LinkOver({ next }: { next: string | undefined }) {
  const { t } = useView();
  return <OverPage title={t('link.over.title')} lead={t('link.over')} href={withNext('/sign-in/link', next)} action={t('link.again')} below={<a href={withNext('/sign-in', next)}>{t('signin.back')}</a>} />;
}
