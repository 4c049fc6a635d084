import type { Hono, MiddlewareHandler } from 'hono';
import type { Child } from 'hono/jsx';
import { affiliateActor } from '../../auth/index.ts';
import { makeCtx } from '../../lib/ctx.ts';
import { unreadCount } from '../../notices/index.ts';
import { chosenAffiliate } from '../http/cookies.ts';
import type { SignedInEnv, WebEnv } from '../http/env.ts';
import { signedIn } from '../http/session.ts';
import { ConsoleShell, PageHead, PlainShell, PortalShell, Tabs } from '../ui/index.ts';
import { useView } from '../view.ts';

/** The account's own pages: who is not signed in is sent to do so; the portal's frame gets the affiliate that it shows. */
export function insidePages(app: Hono<WebEnv>, add: (inside: Hono<SignedInEnv>) => void): void {
  // Every page behind signedIn() has its viewer: the one place where the type learns it.
  const inside = app as unknown as Hono<SignedInEnv>;
  for (const path of ['/account', '/account/*']) inside.use(path, signedIn(), withAffiliate());
  add(inside);
}

function withAffiliate(): MiddlewareHandler<SignedInEnv> {
  return async (c, next) => {
    const viewer = c.get('me');
    const chosen = chosenAffiliate(c);
    const affiliate = viewer.affiliates.find((each) => each.affiliateId === chosen) ?? viewer.affiliates[0];
    const actor = affiliate && !viewer.staff && affiliateActor(viewer, affiliate.affiliateId);
    if (affiliate && actor) {
      const ctx = makeCtx(c.get('deps'), actor, c.get('requestId'));
      c.set('view', { ...c.get('view'), affiliate, unread: await unreadCount(ctx, affiliate.affiliateId) });
    }
    await next();
  };
}

export type AccountTab = 'profile' | 'sessions' | 'two-factor';

export interface InsideProps {
  tab: AccountTab;
  /** Of this page; the tab's name unless told. */
  title: string;
  lead?: Child;
  children?: Child;
}

/** The frame of the account's pages: the one in which its owner works, or a plain one for who can do nothing else yet. */
export function Inside({ tab, title, lead, children }: InsideProps) {
  const { t, viewer } = useView();
  const tabs = [
    { href: '/account', label: t('account.tab.profile'), current: tab === 'profile' },
    { href: '/account/sessions', label: t('account.tab.sessions'), current: tab === 'sessions' },
    { href: '/account/two-factor', label: t('account.tab.two_factor'), current: tab === 'two-factor' },
  ];
  const page = <><PageHead title={title} lead={lead} /><Tabs tabs={tabs} label={t('account.tabs')} />{children}</>;
  if (viewer?.staff && !viewer.totpDue) return <ConsoleShell title={title}>{page}</ConsoleShell>;
  if (viewer && !viewer.staff && viewer.affiliates.length > 0) return <PortalShell title={title} nav="account">{page}</PortalShell>;
  return <PlainShell title={title} wide below={<SignOutLink />}>{viewer?.totpDue ? <><PageHead title={title} lead={lead} />{children}</> : page}</PlainShell>;
}

function SignOutLink() {
  const { t } = useView();
  return <form class="inline" method="post" action="/sign-out"><button class="btn quiet small" type="submit">{t('common.sign_out')}</button></form>;
}
