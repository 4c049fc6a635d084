import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import type { WordKey } from '../words/index.ts';
import { Document } from './document.tsx';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.tsx';
import { AccountMenu, Brand, Footer, Menu, type NavItem, NavLinks } from './shell-parts.tsx';

const PAGES = {
  overview: ['/console', 'chart', 'common.nav.overview'],
  affiliates: ['/console/affiliates', 'people', 'common.nav.affiliates'],
  cases: ['/console/cases', 'review', 'common.nav.cases'],
  observations: ['/console/observations', 'eye', 'common.nav.observations'],
  sweeps: ['/console/sweeps', 'sweep', 'common.nav.sweeps'],
  policies: ['/console/policies', 'policy', 'common.nav.policies'],
  deliveries: ['/console/deliveries', 'mail', 'common.nav.deliveries'],
  audit: ['/console/audit', 'audit', 'common.nav.audit'],
  staff: ['/console/staff', 'team', 'common.nav.staff'],
  roles: ['/console/roles', 'shield', 'common.nav.roles'],
} as const satisfies Record<string, readonly [href: string, icon: IconName, words: WordKey]>;

export type ConsoleNav = keyof typeof PAGES;

export interface ConsoleShellProps {
  title: string;
  nav?: ConsoleNav | undefined;
  scripts?: string[] | undefined;
  /** What was searched for, to stand in the box. */
  q?: string | undefined;
  /** The sheet of a page that is none of the daily ones: the report on a site. */
  sheet?: 'console.css' | 'report.css' | undefined;
  children?: Child;
}

/** The frame of the policy team's pages: a rail on wide screens, a menu on narrow ones, and a search from everywhere. */
export function ConsoleShell({ title, nav, scripts, q, sheet = 'console.css', children }: ConsoleShellProps) {
  const { t } = useView();
  const items = Object.entries(PAGES).map(([key, [href, icon, words]]): NavItem => ({ key, href, icon, label: t(words) }));
  return (
    <Document title={title} scripts={scripts} sheet={sheet} class="shell-console">
      <header class="top">
        <div class="top-in">
          <Menu label={t('common.nav')} button={<Icon name="menu" />} class="narrow-only"><nav aria-label={t('common.nav')}><NavLinks items={items} current={nav} /></nav></Menu>
          <Brand href="/console" place={t('common.console')} />
          <form class="search" role="search" method="get" action="/console/search">
            <Icon name="search" size={18} />
            <input type="search" name="q" value={q} aria-label={t('common.search')} placeholder={t('common.search.hint')} data-search-key required />
            <kbd aria-hidden="true">/</kbd>
          </form>
          <div class="row top-end"><AccountMenu /></div>
        </div>
      </header>
      <div class="rail-grid">
        <nav class="rail" aria-label={t('common.nav')}><NavLinks items={items} current={nav} /></nav>
        <div class="rail-main">
          <main id="content" class="page">{children}</main>
          <Footer />
        </div>
      </div>
    </Document>
  );
}
