import type { Hono } from 'hono';
import { acceptInvite, type Invite, readInvite } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import { keepAffiliate, leaveFlash } from '../http/cookies.ts';
import type { WebContext, WebEnv } from '../http/env.ts';
import { type FormState, formOf } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { useView } from '../view.ts';
import { OverPage, Frame } from './frame.tsx';
import { JoinForm, readJoin, SignInFirst } from './join-form.tsx';
import { passwordTold } from './new-password.tsx';
import { accountRequest, giveCookies } from './request.ts';

/** An invitation to act for an affiliate. */
export function addJoin(app: Hono<WebEnv>): void {
  app.get('/join', async (c) => {
    const token = c.req.query('token') ?? '';
    const invite = await inviteOf(c, token);
    return invite instanceof Response ? invite : render(c, <JoinPage token={token} invite={invite} form={formOf({ name: '' })} />);
  });

  app.post('/join', async (c) => {
    const read = await readJoin(c);
    const invite = await inviteOf(c, read.token);
    if (invite instanceof Response) return invite;
    if (!read.ok) return render(c, <JoinPage token={read.token} invite={invite} form={read.form} />, 422);
    try {
      giveCookies(c, (await acceptInvite(accountRequest(c), { token: read.token, name: read.name, password: read.password })).setCookies);
    } catch (error) {
      if (isAppError(error, 'LINK_INVALID')) return render(c, <JoinOver />, 410);
      const { form, status } = passwordTold(c, error, read.form, 'password', read.password ?? '', { SIGN_IN_NEEDED: 'join.sign_in_first' });
      return render(c, <JoinPage token={read.token} invite={invite} form={form} />, status);
    }
    keepAffiliate(c, invite.affiliateId);
    leaveFlash(c, 'good', 'join.done', { name: invite.affiliateName });
    return c.redirect('/portal', 303);
  });
}

async function inviteOf(c: WebContext, token: string): Promise<Invite | Response> {
  try {
    return await readInvite(c.get('deps'), token);
  } catch (error) {
    if (isAppError(error, 'LINK_INVALID')) return render(c, <JoinOver />, 410);
    throw error;
  }
}

function JoinPage({ token, invite, form }: { token: string; invite: Invite; form: FormState }) {
  const { t, viewer } = useView();
  return (
    <Frame title={t('join.title', { name: invite.affiliateName })} lead={t('join.lead', { name: invite.affiliateName, member: invite.memberId })}>
      {invite.hasUser && viewer?.email !== invite.email ? (
        <SignInFirst email={invite.email} here={`/join?token=${encodeURIComponent(token)}`} />
      ) : (
        <>
          <p class="any">{t('join.as', { email: invite.email })}</p>
          <JoinForm action="/join" token={token} email={invite.email} form={form} submit={t('join.submit')} known={invite.hasUser} />
        </>
      )}
    </Frame>
  );
}

function JoinOver() {
  const { t } = useView();
  return <OverPage title={t('join.over.title')} lead={t('join.over')} href="/sign-in" action={t('signin.back')} />;
}
