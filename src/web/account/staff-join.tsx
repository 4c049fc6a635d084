import type { Hono } from 'hono';
import { z } from 'zod';
import { acceptStaffInvite, readStaffInvite, type StaffInvite } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { WebContext, WebEnv } from '../http/env.ts';
import { EMPTY_FORM, type FormState, readFields, readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { Button, Form } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Frame, OverPage, UsernameFor } from './frame.tsx';
import { NewPasswordField, passwordTold } from './new-password.tsx';
import { accountRequest, giveCookies } from './request.ts';

const Sent = z.object({ password: z.string('form.required').min(1, 'form.required').max(200, 'form.too_long') });

/** The link for a member of the policy team: a password, then the second factor. */
export function addStaffJoin(app: Hono<WebEnv>): void {
  app.get('/staff/join', async (c) => {
    const token = c.req.query('token') ?? '';
    const invite = await inviteOf(c, token);
    return invite instanceof Response ? invite : render(c, <StaffJoinPage token={token} invite={invite} form={EMPTY_FORM} />);
  });

  app.post('/staff/join', async (c) => {
    const token = (await readFields(c))['token'] ?? '';
    const invite = await inviteOf(c, token);
    if (invite instanceof Response) return invite;
    const read = await readForm(c, Sent);
    if (!read.ok) return render(c, <StaffJoinPage token={token} invite={invite} form={read.form} />, 422);
    try {
      const answer = await acceptStaffInvite(accountRequest(c), { token, password: read.value.password });
      giveCookies(c, answer.setCookies);
      if (answer.kind === 'code') return c.redirect('/sign-in/code', 303);
    } catch (error) {
      if (isAppError(error, 'LINK_INVALID')) return render(c, <StaffJoinOver />, 410);
      const { form, status } = passwordTold(c, error, read.form, 'password', read.value.password);
      return render(c, <StaffJoinPage token={token} invite={invite} form={form} />, status);
    }
    leaveFlash(c, 'good', 'staffjoin.done');
    return c.redirect('/account/two-factor', 303);
  });
}

async function inviteOf(c: WebContext, token: string): Promise<StaffInvite | Response> {
  try {
    return await readStaffInvite(c.get('deps'), token);
  } catch (error) {
    if (isAppError(error, 'LINK_INVALID')) return render(c, <StaffJoinOver />, 410);
    throw error;
  }
}

function StaffJoinPage({ token, invite, form }: { token: string; invite: StaffInvite; form: FormState }) {
  const { t } = useView();
  return (
    <Frame title={t('staffjoin.title')} lead={t('staffjoin.lead', { name: invite.name, email: invite.email })}>
      <Form action="/staff/join" hidden={{ token }} state={form} actions={<Button kind="primary">{t('staffjoin.submit')}</Button>}>
        <UsernameFor email={invite.email} />
        <NewPasswordField name="password" label={t('password.choose')} autofocus />
      </Form>
    </Frame>
  );
}

function StaffJoinOver() {
  const { t } = useView();
  return <OverPage title={t('join.over.title')} lead={t('staffjoin.over')} href="/sign-in" action={t('signin.back')} />;
}
