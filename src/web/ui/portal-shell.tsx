import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { Document } from './document.tsx';
import { Icon } from './icon.tsx';
import { AccountMenu, Brand, Footer, Menu, type NavItem, NavLinks } from './shell-parts.tsx';

export type PortalNav = 'home' | 'resources' | 'reviews' | 'messages' | 'team' | 'account';

export interface PortalShellProps {
  title: string;
  nav?: PortalNav | undefined;
  scripts?: string[] | undefined;
  children?: Child;
}

/** The frame of an affiliate's pages. */
export function PortalShell({ title, nav, scripts, children }: PortalShellProps) {
  const { t, fmt, unread } = useView();
  const items: NavItem[] = [
    { key: 'home', href: '/portal', icon: 'home', label: t('common.nav.home') },
    { key: 'resources', href: '/portal/resources', icon: 'site', label: t('common.nav.resources') },
    { key: 'reviews', href: '/portal/reviews', icon: 'review', label: t('common.nav.reviews') },
    { key: 'messages', href: '/portal/messages', icon: 'message', label: t('common.nav.messages'), count: unread, countLabel: t('common.unread', { n: fmt.number(unread) }) },
    { key: 'team', href: '/portal/team', icon: 'team', label: t('common.nav.team') },
  ];
  return (
    <Document title={title} scripts={scripts} sheet="portal.css" class="shell-portal">
      <header class="top">
        <div class="top-in">
          <Brand href="/portal" />
          <nav class="top-nav" aria-label={t('common.nav')}><NavLinks items={items} current={nav} /></nav>
          <div class="row top-end"><Affiliate /><AccountMenu /></div>
        </div>
      </header>
      <main id="content" class="page">{children}</main>
      <Footer />
    </Document>
  );
}

/** Whose portal this is; a menu to change it for who works for several. */
function Affiliate() {
  const { t, affiliate, viewer, here } = useView();
  if (!affiliate) return null;
  const words = <span class="who"><strong>{affiliate.name}</strong><small class="dim num">{t('common.member', { id: affiliate.memberId })}</small></span>;
  const others = viewer?.affiliates.filter(({ affiliateId }) => affiliateId !== affiliate.affiliateId) ?? [];
  if (others.length === 0) return words;
  return (
    <Menu label={t('common.switch')} button={<>{words}<Icon name="down" size={16} /></>} class="right">
      <form method="post" action="/portal/switch">
        <input type="hidden" name="back" value={here} />
        {others.map((each) => <button class="menu-item" name="affiliateId" value={String(each.affiliateId)}><span class="who"><strong>{each.name}</strong><small class="dim num">{t('common.member', { id: each.memberId })}</small></span></button>)}
      </form>
    </Menu>
  );
}
