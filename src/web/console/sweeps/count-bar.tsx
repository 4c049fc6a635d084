import type { Child } from 'hono/jsx';
import { Bar, cx, type Tone } from '../../ui/index.ts';
import { useView } from '../../view.ts';

/** A count with its name, and a bar for its share of a whole. */
export function CountBar({ label, count, of, tone = 'plain', href }: { label: Child; count: number; of: number; tone?: Tone; href?: string }) {
  const { fmt } = useView();
  return (
    <div class={cx('score', tone)}>
      <p class="spread"><span>{href === undefined ? label : <a href={href}>{label}</a>}</span><strong class="num">{fmt.number(count)}</strong></p>
      <Bar share={of > 0 ? count / of : 0} />
    </div>
  );
}
