import type { Hono } from 'hono';
import { type AffiliateClaim, claimAffiliate, readClaim } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { WebContext, WebEnv } from '../http/env.ts';
import { type FormState, formOf } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { LinkButton } from '../ui/index.ts';
import { useView } from '../view.ts';
import { ClaimSent, RequestPage } from './claim-request.tsx';
import { Frame, OverPage } from './frame.tsx';
import { Affiliate, JoinForm, readJoin, SignInFirst } from './join-form.tsx';
import { passwordTold } from './new-password.tsx';
import { accountRequest, giveCookies } from './request.ts';

/** The link of the first mail: whose account it opens, and a name to open it with. */
export function addClaim(app: Hono<WebEnv>): void {
  app.get('/claim', async (c) => {
    const token = c.req.query('token');
    if (token === undefined) return render(c, c.req.query('sent') === undefined ? <RequestPage /> : <ClaimSent />);
    const claim = await claimOf(c, token);
    return claim instanceof Response ? claim : render(c, <ClaimPage token={token} claim={claim} form={formOf({ name: '' })} />);
  });

  // Where a switch of language lands after a refusal.
  app.get('/claim/open', (c) => c.redirect('/claim', 303));

  app.post('/claim/open', async (c) => {
    const read = await readJoin(c);
    const claim = await claimOf(c, read.token);
    if (claim instanceof Response) return claim;
    if (!read.ok) return render(c, <ClaimPage token={read.token} claim={claim} form={read.form} />, 422);
    try {
      giveCookies(c, (await claimAffiliate(accountRequest(c), { token: read.token, name: read.name, password: read.password })).setCookies);
    } catch (error) {
      if (isAppError(error, 'ALREADY_CLAIMED')) return render(c, <TakenPage claim={claim} />, 409);
      if (isAppError(error, 'LINK_INVALID')) return render(c, <ClaimOver />, 410);
      const { form, status } = passwordTold(c, error, read.form, 'password', read.password ?? '', { SIGN_IN_NEEDED: 'join.sign_in_first' });
      return render(c, <ClaimPage token={read.token} claim={claim} form={form} />, status);
    }
    leaveFlash(c, 'good', 'claim.done');
    return c.redirect('/portal', 303);
  });
}

/** What the link is about, or the page that says why it opens nothing. */
async function claimOf(c: WebContext, token: string): Promise<AffiliateClaim | Response> {
  try {
    const claim = await readClaim(c.get('deps'), token);
    if (!claim.claimed) return claim;
    // Who claimed it and opens the mail once more wants in, and is in.
    if (c.get('viewer')?.affiliates.some((each) => each.affiliateId === claim.affiliateId)) return c.redirect('/portal', 303);
    return render(c, <TakenPage claim={claim} />, 409);
  } catch (error) {
    if (isAppError(error, 'LINK_INVALID')) return render(c, <ClaimOver />, 410);
    throw error;
  }
}

function ClaimPage({ token, claim, form }: { token: string; claim: AffiliateClaim; form: FormState }) {
  const { t, viewer } = useView();
  const here = `/claim?token=${encodeURIComponent(token)}`;
  return (
    <Frame title={t('claim.title')} lead={t('claim.lead')}>
      <Affiliate of={claim} />
      {claim.hasUser && viewer?.email !== claim.email ? (
        <SignInFirst email={claim.email} here={here} />
      ) : (
        <>
          <p class="any">{t('claim.as', { email: claim.email })}</p>
          <JoinForm action="/claim/open" token={token} email={claim.email} form={form} submit={t('claim.submit')} known={claim.hasUser} />
        </>
      )}
    </Frame>
  );
}

function TakenPage({ claim }: { claim: AffiliateClaim }) {
  const { t } = useView();
  return (
    <Frame title={t('claim.taken.title')} lead={t('claim.taken', { name: claim.affiliateName, member: claim.memberId })}>
      <p class="row"><LinkButton href="/sign-in" kind="primary">{t('signin.submit')}</LinkButton><LinkButton href="/sign-in/link">{t('signin.by_link')}</LinkButton></p>
    </Frame>
  );
}

function ClaimOver() {
  const { t } = useView();
  return <OverPage title={t('claim.over.title')} lead={t('claim.over')} href="/claim" action={t('start.noticed.claim.go')} below={<a href="/sign-in">{t('signin.back')}</a>} />;
}
