import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.tsx';
import { Countdown, Time } from './time.tsx';
import { cx, type Tone } from './tone.ts';

export interface BannerProps {
  tone?: Tone | undefined;
  title: Child;
  children?: Child;
  actions?: Child;
  /** Business time at which something happens: the date and what is left until then are shown. */
  until?: Date | undefined;
  /** What happens then; "Until" unless told. */
  untilLabel?: string | undefined;
  level?: 2 | 3 | undefined;
}

const ICONS: Record<Tone, IconName> = { good: 'check', warn: 'warn', bad: 'warn', info: 'info', plain: 'info' };

export function Banner(props: BannerProps) {
  const { t } = useView();
  const { tone = 'info' } = props;
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <section class={cx('banner', tone)}>
      <Icon name={ICONS[tone]} />
      <div class="banner-words">
        <Heading>{props.title}</Heading>
        {props.children && <div class="stack-s">{props.children}</div>}
        {props.actions && <div class="row">{props.actions}</div>}
      </div>
      {props.until && (
        <p class="banner-until">
          <span class="dim">{props.untilLabel ?? t('ui.until')}</span>
          <strong><Countdown until={props.until} /></strong>
          <Time at={props.until} />
        </p>
      )}
    </section>
  );
}
