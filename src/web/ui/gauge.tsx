import { useView } from '../view.ts';
import { bandOf, cx, type Tone } from './tone.ts';

export interface GaugeProps {
  /** 0..100; null when it is not known yet. */
  score: number | null;
  /** Under the figure; "out of 100" unless told. */
  label?: string | undefined;
  /** Marked on the arc, and the limit of the band; 60 for the band unless told. */
  threshold?: number | undefined;
  /** The colour, when it is not the score that decides it. */
  tone?: Tone | undefined;
  size?: 's' | 'm' | 'l' | undefined;
}

const WIDTH = { s: 72, m: 148, l: 208 } as const;
const RADIUS = 50;
/** The arc runs over 240 degrees, from lower left to lower right. */
const SWEEP = 240;
const LENGTH = (2 * Math.PI * RADIUS * SWEEP) / 360;

const pointAt = (share: number, radius: number): [number, number] => {
  const angle = ((150 + SWEEP * share) * Math.PI) / 180;
  return [60 + radius * Math.cos(angle), 60 + radius * Math.sin(angle)];
};
const place = ([x, y]: [number, number]): string => `${x.toFixed(2)} ${y.toFixed(2)}`;
const ARC = `M${place(pointAt(0, RADIUS))}A${RADIUS} ${RADIUS} 0 1 1 ${place(pointAt(1, RADIUS))}`;

/** A score as an arc of 240 degrees. The figure is told in words to those who do not see it. */
export function Gauge({ score, label, threshold, tone, size = 'm' }: GaugeProps) {
  const { t, fmt } = useView();
  const share = Math.min(1, Math.max(0, (score ?? 0) / 100));
  const band = score === null ? 'plain' : (tone ?? bandOf(score, threshold));
  const said = score === null ? t('ui.score.unknown') : threshold === undefined ? t('ui.score.said', { score: fmt.score(score) }) : t('ui.score.said_threshold', { score: fmt.score(score), threshold: fmt.number(threshold) });
  return (
    <svg class={cx('gauge', band)} width={WIDTH[size]} height={(WIDTH[size] * 96) / 120} viewBox="0 0 120 96" role="img" aria-label={said}>
      <path class="gauge-ground" d={ARC} />
      {score !== null && share > 0 && <path class="gauge-arc" d={ARC} stroke-dasharray={`${(LENGTH * share).toFixed(2)} ${LENGTH.toFixed(2)}`} />}
      {threshold !== undefined && <path class="gauge-mark" d={`M${place(pointAt(threshold / 100, 44))}L${place(pointAt(threshold / 100, 56))}`} />}
      <text class="gauge-figure" x="60" y={size === 's' ? 70 : 67} text-anchor="middle">{score === null ? '–' : fmt.score(score)}</text>
      {size !== 's' && <text class="gauge-label" x="60" y="84" text-anchor="middle">{label ?? (score === null ? t('ui.score.none') : t('ui.score.of'))}</text>}
    </svg>
  );
}
