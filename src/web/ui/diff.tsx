import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { lineDiff, linesOf } from './line-diff.ts';

export interface DiffRow {
  label: string;
  /** null: there was none. */
  before: Child;
  after: Child;
}

/** What changed, field by field. */
export function Diff({ rows, label }: { rows: DiffRow[]; label?: string | undefined }) {
  const { t } = useView();
  if (rows.length === 0) return <p class="dim">{t('ui.diff.same')}</p>;
  return (
    <dl class="diff" aria-label={label}>
      {rows.map((row) => (
        <div>
          <dt>{row.label}</dt>
          <dd class="old"><span class="vh">{t('ui.diff.before')}</span>{row.before ?? <span class="dim">{t('ui.diff.none')}</span>}</dd>
          <dd class="new"><span class="vh">{t('ui.diff.after')}</span>{row.after ?? <span class="dim">{t('ui.diff.none')}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

const SIGN = { same: ' ', old: '−', new: '+' } as const;

/** Two JSON-like structures (or texts) line by line. */
export function TextDiff({ before, after, label }: { before: unknown; after: unknown; label: string }) {
  const { t } = useView();
  const lines = lineDiff(linesOf(before), linesOf(after));
  if (lines.every(({ kind }) => kind === 'same')) return <p class="dim">{t('ui.diff.same')}</p>;
  return (
    <div class="text-diff" role="region" aria-label={label} tabindex={0}>
      {lines.map(({ kind, text }) => (
        <div class={kind}><span class="sign">{kind === 'same' ? SIGN.same : <><span class="vh">{t(kind === 'old' ? 'ui.diff.line_old' : 'ui.diff.line_new')}</span><span aria-hidden="true">{SIGN[kind]}</span></>}</span>{text}</div>
      ))}
    </div>
  );
}
