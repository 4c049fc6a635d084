import type { Child } from 'hono/jsx';
import type { IconName } from './icon-paths.ts';
import { ICON_PATHS } from './icon-paths.ts';

export interface EmptyStateProps {
  title: Child;
  children?: Child;
  action?: Child;
  /** Drawn large; `site` unless told. */
  icon?: IconName | undefined;
  /** Without the drawing. */
  small?: boolean | undefined;
}

/** Where there is nothing yet: why, and what to do. */
export function EmptyState({ title, children, action, icon = 'site', small }: EmptyStateProps) {
  return (
    <div class="empty">
      {!small && (
        <svg width="132" height="84" viewBox="0 0 132 84" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
          <path class="faint" d="M10 74.5h112M22 74.5v-34a5 5 0 0 1 5-5h10M110 74.5v-26a5 5 0 0 0-5-5H96" stroke-width="1.5" stroke-dasharray="1 5" />
          <rect class="sheet" x="37" y="10" width="58" height="64" rx="10" stroke-width="1.5" />
          <g transform="translate(50 26) scale(1.6)"><path class="accent" d={ICON_PATHS[icon]} stroke-width="1.25" /></g>
        </svg>
      )}
      <p>{small ? <span class="dim">{title}</span> : <strong>{title}</strong>}</p>
      {children && <div class="dim">{children}</div>}
      {action && <div class="row">{action}</div>}
    </div>
  );
}
