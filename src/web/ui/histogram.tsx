import { useView } from '../view.ts';
import { cx, type Tone } from './tone.ts';

export interface Series {
  label: string;
  tone: Tone;
}

export interface Bin {
  /** From this value (inclusive) up to the next bin. */
  from: number;
  to: number;
  /** One count a series, from the bottom up. */
  counts: number[];
}

export interface HistogramProps {
  /** What is counted: the name of the drawing and of its table. */
  title: string;
  bins: Bin[];
  /** One unnamed series unless told. */
  series?: Series[] | undefined;
  /** A line at a value of the axis. */
  threshold?: { at: number; label: string } | undefined;
  /** What the axis measures. */
  axis: string;
  /** Drawing height in px; 220 unless told. */
  height?: number | undefined;
}

const TOP = 30;
const BOTTOM = 26;

type Scale = (value: number) => number;
const percent = (value: number): string => `${value.toFixed(2)}%`;

/** Counts by band of a value, drawn, and the same as a table for those who want figures. */
export function Histogram(props: HistogramProps) {
  const { t, fmt } = useView();
  const { bins, threshold, axis, height = 220 } = props;
  const series = props.series ?? [{ label: t('ui.chart.count'), tone: 'good' as const }];
  const low = bins[0]?.from ?? 0;
  const high = bins.at(-1)?.to ?? 100;
  const top = niceTop(Math.max(1, ...bins.map(({ counts }) => sum(counts))));
  const x: Scale = (value) => (100 * (value - low)) / (high - low || 1);
  const y: Scale = (count) => TOP + (height - TOP - BOTTOM) * (1 - count / top);
  const every = Math.ceil(bins.length / 10);
  return (
    <figure class="chart">
      {series.length > 1 && <figcaption class="legend">{series.map(({ label, tone }) => <span class={cx('state', tone)}><i aria-hidden="true" />{label}</span>)}</figcaption>}
      <div class="chart-in">
        <svg height={height} role="img" aria-label={props.title}>
          {[0, 0.5, 1].map((part) => (
            <g>
              <line class="grid-line" x1="0" x2="100%" y1={y(top * part)} y2={y(top * part)} />
              <text x="-10" y={y(top * part) + 4} text-anchor="end">{fmt.number(top * part)}</text>
            </g>
          ))}
          {bins.map((bin) => <Column bin={bin} series={series} x={x} y={y} />)}
          {bins.map((bin, index) => index % every === 0 && <text x={percent(x(bin.from))} y={height - 6} text-anchor="middle">{fmt.number(bin.from)}</text>)}
          <text x="100%" y={height - 6} text-anchor="middle">{fmt.number(high)}</text>
          {threshold && <Threshold {...threshold} x={x} foot={y(0)} right={threshold.at > (low + high) / 2} />}
        </svg>
      </div>
      <p class="dim small axis">{axis}</p>
      <details class="figures">
        <summary>{t('ui.chart.table')}</summary>
        <table>
          <caption class="vh">{props.title}</caption>
          <thead><tr><th scope="col">{axis}</th>{series.map(({ label }) => <th scope="col" class="num">{label}</th>)}</tr></thead>
          <tbody>{bins.map(({ from, to, counts }) => <tr><th scope="row" class="num">{fmt.number(from)}–{fmt.number(to)}</th>{series.map((_, index) => <td class="num">{fmt.number(counts[index] ?? 0)}</td>)}</tr>)}</tbody>
        </table>
      </details>
    </figure>
  );
}

function Column({ bin, series, x, y }: { bin: Bin; series: Series[]; x: Scale; y: Scale }) {
  return (
    <g>
      {series.map(({ tone }, index) => {
        const below = sum(bin.counts.slice(0, index));
        const count = bin.counts[index] ?? 0;
        const tall = Math.max(3, y(below) - y(below + count));
        return count > 0 && <rect class={cx('column', tone)} x={percent(x(bin.from))} width={percent(x(bin.to) - x(bin.from))} y={(y(below) - tall).toFixed(1)} height={tall.toFixed(1)} rx="4" />;
      })}
    </g>
  );
}

function Threshold({ at, label, x, foot, right }: { at: number; label: string; x: Scale; foot: number; right: boolean }) {
  const place = percent(x(at));
  return (
    <g class="threshold">
      <line x1={place} x2={place} y1="8" y2={foot} />
      <text x={place} y="16" dx={right ? -8 : 8} text-anchor={right ? 'end' : 'start'}>{label}</text>
    </g>
  );
}

const sum = (counts: number[]): number => counts.reduce((all, each) => all + each, 0);

/** The next of 2, 4, 6, 8, 10 times a power of ten: halves stay whole. */
function niceTop(most: number): number {
  const size = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 6, 8, 10].find((each) => each * size >= most && (each * size) % 2 === 0) ?? 10;
  return step * size;
}
