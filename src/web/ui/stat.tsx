import type { Child } from 'hono/jsx';
import { cx, type Tone } from './tone.ts';

export interface StatProps {
  label: Child;
  value: Child;
  note?: Child;
  tone?: Tone | undefined;
  href?: string | undefined;
}

/** A figure with its name; several stand in a `<Stats>`. */
export function Stat({ label, value, note, tone, href }: StatProps) {
  return (
    <div class={cx('stat', tone)}>
      <dt>{href === undefined ? label : <a href={href}>{label}</a>}</dt>
      <dd class="num figure">{value}</dd>
      {note && <dd class="dim small">{note}</dd>}
    </div>
  );
}

export function Stats({ children }: { children?: Child }) {
  return <dl class="stats">{children}</dl>;
}

/** Names and values of one thing. */
export function KeyValue({ items }: { items: { label: string; value: Child }[] }) {
  return <dl class="kv">{items.map(({ label, value }) => <div><dt>{label}</dt><dd>{value}</dd></div>)}</dl>;
}

/** The first character of a name, on a soft ground. */
export function Avatar({ name, large }: { name: string; large?: boolean | undefined }) {
  return <span class={cx('avatar', large && 'large')} aria-hidden="true">{[...name.trim()][0]?.toUpperCase() ?? '·'}</span>;
}
