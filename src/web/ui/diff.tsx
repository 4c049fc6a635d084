import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';

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
