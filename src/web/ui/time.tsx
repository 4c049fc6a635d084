import { useView } from '../view.ts';

export interface TimeProps {
  at: Date;
  /** `moment` unless told: 2013-12-11 00:00 (UTC+8). */
  as?: 'moment' | 'date' | 'day' | 'time' | undefined;
}

/** A moment as a `<time>` that machines read too. */
export function Time({ at, as = 'moment' }: TimeProps) {
  const { fmt } = useView();
  return <time datetime={at.toISOString().replace(/(:00)?\.000Z$/, 'Z')} title={as === 'moment' ? undefined : fmt.moment(at)}>{fmt[as](at)}</time>;
}

/** What is left until a moment of business time, rendered here and kept alive by countdown.js. */
export function Countdown({ until }: { until: Date }) {
  const { fmt, now } = useView();
  const left = Math.max(0, until.getTime() - now.getTime());
  return <span class="num countdown" data-left={left}>{fmt.span(left)}</span>;
}
