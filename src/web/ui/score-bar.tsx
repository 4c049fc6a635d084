import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { bandOf, cx, type Tone } from './tone.ts';

export interface ScoreBarProps {
  label: string;
  /** 0..100; null when it is not known. */
  score: number | null;
  note?: Child;
  threshold?: number | undefined;
  tone?: Tone | undefined;
}

/** One sub-score: its name, its bar, its figure. */
export function ScoreBar({ label, score, note, threshold, tone }: ScoreBarProps) {
  const { fmt } = useView();
  return (
    <div class={cx('score', score === null ? 'plain' : (tone ?? bandOf(score, threshold)))}>
      <p class="spread"><span>{label}</span><strong class="num">{score === null ? '–' : fmt.score(score)}</strong></p>
      <Bar share={(score ?? 0) / 100} mark={threshold === undefined ? undefined : threshold / 100} />
      {note && <p class="dim small">{note}</p>}
    </div>
  );
}

/** A bar of the full width, filled by a share of 0..1. Decoration: the figure stands beside it. */
export function Bar({ share, mark }: { share: number; mark?: number | undefined }) {
  const part = Math.min(1, Math.max(0, share));
  return (
    <svg class="bar" width="100%" height="8" aria-hidden="true">
      <rect class="bar-ground" width="100%" height="8" rx="4" />
      {part > 0 && <rect class="bar-fill" width={`${(part * 100).toFixed(2)}%`} height="8" rx="4" />}
      {mark !== undefined && <rect class="bar-mark" x={`${(mark * 100).toFixed(2)}%`} width="2" height="8" />}
    </svg>
  );
}
