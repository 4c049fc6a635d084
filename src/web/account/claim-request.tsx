import type { Hono } from 'hono';
import { z } from 'zod';
import { requestClaim } from '../../auth/index.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { WebEnv } from '../http/env.ts';
import { EMPTY_FORM, type FormState, readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { Button, Field, Form } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Frame, SentPage } from './frame.tsx';
import { accountRequest, EmailField, told } from './request.ts';

const Asked = z.object({ memberId: z.string('form.required').trim().min(1, 'form.required').regex(/^\d{1,20}$/, 'claim.request.member.wrong'), email: EmailField });

/** Asks for a fresh claim link. The answer is the same whether the two belong together or not. */
export function addClaimRequest(app: Hono<WebEnv>): void {
  app.post('/claim', async (c) => {
    const read = await readForm(c, Asked);
    if (!read.ok) return render(c, <RequestPage form={read.form} />, 422);
    try {
      await requestClaim(accountRequest(c), { ...read.value, locale: c.get('view').locale });
    } catch (error) {
      const { form, status } = told(c, error, read.form);
      return render(c, <RequestPage form={form} />, status);
    }
    leaveFlash(c, 'plain', 'sent.flash', { email: read.value.email });
    return c.redirect('/claim?sent=1', 303);
  });
}

export function RequestPage({ form = EMPTY_FORM }: { form?: FormState }) {
  const { t } = useView();
  return (
    <Frame title={t('claim.request.title')} lead={t('claim.request.lead')} below={<a href="/sign-in">{t('signin.back')}</a>}>
      <Form action="/claim" state={form} actions={<Button kind="primary" icon="mail">{t('claim.request.submit')}</Button>}>
        <Field name="memberId" label={t('claim.request.member')} hint={t('claim.request.member.hint')} inputmode="numeric" autocomplete="off" maxlength={20} required autofocus />
        <Field name="email" type="email" label={t('claim.request.email')} autocomplete="email" inputmode="email" required />
      </Form>
    </Frame>
  );
}

export function ClaimSent() {
  const { t } = useView();
  return <SentPage lead={t('sent.claim')} again="/claim" />;
}
