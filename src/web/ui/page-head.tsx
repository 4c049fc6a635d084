import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';

export interface Crumb {
  href: string;
  label: string;
}

export interface PageHeadProps {
  title: Child;
  lead?: Child;
  /** Buttons of the page, the primary one last. */
  actions?: Child;
  /** Where the page lies, outermost first, without the page itself. */
  crumbs?: Crumb[] | undefined;
  /** A badge or state beside the title. */
  aside?: Child;
}

/** The one h1 of a page. */
export function PageHead(props: PageHeadProps) {
  const { t } = useView();
  return (
    <header class="head">
      {props.crumbs && props.crumbs.length > 0 && (
        <nav class="crumbs" aria-label={t('ui.crumbs')}>
          <ol>{props.crumbs.map(({ href, label }) => <li><a href={href}>{label}</a></li>)}</ol>
        </nav>
      )}
      <div class="spread">
        <div class="head-words">
          <h1>{props.title}{props.aside && <span class="head-aside">{props.aside}</span>}</h1>
          {props.lead && <p class="lead">{props.lead}</p>}
        </div>
        {props.actions && <div class="row">{props.actions}</div>}
      </div>
    </header>
  );
}
