import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.tsx';
import { Time } from './time.tsx';
import { cx, type Tone } from './tone.ts';

export interface TimelineItem {
  at: Date;
  title: Child;
  body?: Child;
  /** Who did it, in words. */
  actor?: Child;
  tone?: Tone | undefined;
  icon?: IconName | undefined;
}

/** What happened, in the order given. */
export function Timeline({ items, label }: { items: TimelineItem[]; label?: string | undefined }) {
  const { t } = useView();
  return (
    <ol class="timeline" aria-label={label ?? t('ui.timeline')}>
      {items.map(({ at, title, body, actor, tone = 'plain', icon = 'clock' }) => (
        <li class={cx(tone)}>
          <span class="timeline-icon"><Icon name={icon} size={16} /></span>
          <div class="timeline-words">
            <p><strong>{title}</strong></p>
            {body && <div class="dim">{body}</div>}
            <p class="dim small"><Time at={at} />{actor && <> · {actor}</>}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
