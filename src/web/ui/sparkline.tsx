import { cx, type Tone } from './tone.ts';

export interface SparklineProps {
  values: number[];
  /** What it shows, in words. */
  label: string;
  tone?: Tone | undefined;
}

const W = 120;
const H = 32;

/** A course in the size of a word, over its own range. */
export function Sparkline({ values, label, tone = 'good' }: SparklineProps) {
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  const height = (value: number): number => (range === 0 ? H / 2 : H - 4 - ((H - 8) * (value - low)) / range);
  const at = (value: number, index: number): string => `${(3 + ((W - 6) * index) / Math.max(1, values.length - 1)).toFixed(1)} ${height(value).toFixed(1)}`;
  const last = values.at(-1);
  const [cx1, cy1] = last === undefined ? [] : at(last, values.length - 1).split(' ');
  return (
    <svg class={cx('spark', tone)} width={W} height={H} viewBox={`0 0 ${W} ${H}`} role="img" aria-label={label}>
      {values.length > 1 && <path d={`M${values.map(at).join('L')}`} />}
      {last !== undefined && <circle cx={cx1} cy={cy1} r="3" />}
    </svg>
  );
}
