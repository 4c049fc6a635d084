import type { Child } from 'hono/jsx';
import type { IconName } from './icon-paths.ts';
import { Icon } from './icon.tsx';
import { cx, type Tone } from './tone.ts';

export interface BadgeProps {
  tone?: Tone | undefined;
  icon?: IconName | undefined;
  children?: Child;
}

/** A word on a soft ground: for what distinguishes a row. */
export function Badge({ tone = 'plain', icon, children }: BadgeProps) {
  return <span class={cx('badge', tone)}>{icon && <Icon name={icon} size={14} />}{children}</span>;
}

/** A dot and a word: the state of a thing. Never the dot alone. */
export function State({ tone = 'plain', children }: { tone?: Tone | undefined; children?: Child }) {
  return <span class={cx('state', tone)}><i />{children}</span>;
}
