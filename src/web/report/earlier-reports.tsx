import { bandOf, Section, State, Table, Time } from '../ui/index.ts';
import { useView } from '../view.ts';
import type { FullReport } from './types.ts';
import { askedScore } from './verdict.tsx';

/** The reports before this one. Nothing for the first. */
export function EarlierReports({ full, base }: { full: FullReport; base: string }) {
  const { t, fmt } = useView();
  if (full.history.length < 2) return null;
  const asked = askedScore(full.asked)?.value;
  return (
    <Section title={t('report.reports')}>
      <Table
        caption={t('report.reports')}
        rows={full.history}
        columns={[
          {
            key: 'when',
            title: t('report.reports.when'),
            wide: true,
            cell: ({ assessmentId, assessedAt }) => (assessmentId === full.report.id ? <><Time at={assessedAt} /> <span class="dim">{t('report.reports.current')}</span></> : <a href={`${base}/${assessmentId}`}><Time at={assessedAt} /></a>),
          },
          { key: 'score', title: t('report.reports.score'), num: true, cell: ({ score }) => (score === null ? <State>{t('report.reports.unread')}</State> : <State tone={bandOf(score, asked)}>{fmt.score(score)}</State>) },
        ]}
      />
    </Section>
  );
}
