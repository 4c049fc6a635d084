import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.tsx';
import { Preferences } from './preferences.tsx';
import { Avatar } from './stat.tsx';

export interface NavItem {
  key: string;
  href: string;
  icon: IconName;
  label: string;
  count?: number | undefined;
  countLabel?: string | undefined;
}

export function Brand({ href, place }: { href: string; place?: string | undefined }) {
  const { t } = useView();
  return (
    <a class="brand" href={href}>
      <span class="mark" aria-hidden="true">推</span>
      <span>{t('common.product')}{place !== undefined && <small>{place}</small>}</span>
    </a>
  );
}

export function NavLinks({ items, current }: { items: NavItem[]; current?: string | undefined }) {
  const { fmt } = useView();
  return (
    <ul class="nav">
      {items.map((item) => (
        <li>
          <a href={item.href} aria-current={item.key === current ? 'page' : undefined}>
            <Icon name={item.icon} />
            <span>{item.label}</span>
            {item.count !== undefined && item.count > 0 && <span class="count num" aria-label={item.countLabel}>{fmt.number(item.count)}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A menu that folds out of the bar. */
export function Menu({ label, button, children, class: name = '' }: { label: string; button: Child; children?: Child; class?: string | undefined }) {
  return (
    <details class={`menu ${name}`} data-menu>
      <summary><span class="vh">{label}</span>{button}</summary>
      <div class="menu-panel">{children}</div>
    </details>
  );
}

/** Who is signed in, where to settle it, how pages look, and the way out. */
export function AccountMenu({ children }: { children?: Child }) {
  const { t, viewer } = useView();
  if (!viewer) return <Preferences />;
  return (
    <Menu label={t('common.account_menu')} button={<><Avatar name={viewer.name || viewer.email} /><Icon name="down" size={16} /></>} class="right">
      <p class="menu-who"><strong>{viewer.name}</strong><span class="dim small any">{viewer.email}</span></p>
      {children}
      <a href="/account"><Icon name="settings" />{t('common.account')}</a>
      {viewer.staff && viewer.affiliates.length > 0 && <><a href="/console"><Icon name="chart" />{t('common.console')}</a><a href="/portal"><Icon name="home" />{t('common.portal')}</a></>}
      <Preferences />
      <form method="post" action="/sign-out"><button class="menu-item"><Icon name="arrow" />{t('common.sign_out')}</button></form>
    </Menu>
  );
}

export function Footer() {
  const { t } = useView();
  return (
    <footer class="foot">
      <p><span>{t('common.footer.product')}</span><a href="/docs">{t('common.footer.docs')}</a><span>{t('common.footer.zone')}</span></p>
    </footer>
  );
}
