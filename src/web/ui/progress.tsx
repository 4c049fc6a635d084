import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { Icon } from './icon.tsx';
import { Bar } from './score-bar.tsx';
import { cx, type Tone } from './tone.ts';

export interface ProgressProps {
  label: Child;
  value: number;
  max: number;
  note?: Child;
  tone?: Tone | undefined;
}

/** How far a thing of known length is: words, figures, bar. */
export function Progress({ label, value, max, note, tone = 'good' }: ProgressProps) {
  const { fmt } = useView();
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <div class={cx('score', tone)} role="progressbar" aria-valuenow={Math.round(share * 100)} aria-valuemin={0} aria-valuemax={100} aria-label={typeof label === 'string' ? label : fmt.percent(share)}>
      <p class="spread"><span>{label}</span><span class="num"><strong>{fmt.percent(share)}</strong> <span class="dim">{fmt.number(value)} / {fmt.number(max)}</span></span></p>
      <Bar share={share} />
      {note && <p class="dim small">{note}</p>}
    </div>
  );
}

export interface Step {
  label: string;
  state: 'done' | 'now' | 'next' | 'failed';
  /** When, or what is awaited. */
  note?: Child;
}

const STATE_WORDS = { done: 'ui.step.done', now: 'ui.step.now', next: 'ui.step.next', failed: 'ui.step.failed' } as const;

/** The stations of a case, in order. */
export function Steps({ steps, label }: { steps: Step[]; label: string }) {
  const { t } = useView();
  return (
    <ol class="steps" aria-label={label}>
      {steps.map((step) => (
        <li class={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span class="step-dot">{step.state === 'done' ? <Icon name="check" size={14} /> : step.state === 'failed' ? <Icon name="close" size={14} /> : null}</span>
          <span><strong>{step.label}</strong><span class="vh"> {t(STATE_WORDS[step.state])}</span>{step.note && <small>{step.note}</small>}</span>
        </li>
      ))}
    </ol>
  );
}
