import type { Report } from '../../crawl/index.ts';
import { Section, State, Table } from '../ui/index.ts';
import { useView } from '../view.ts';
import { ForeignUrl } from './foreign.tsx';
import { failureHelp, failureWords, wordsOf } from './words-of.ts';

type Page = Report['pages'][number];

/** The pages behind a report: what each was for, and what came of it. */
export function VisitedPages({ report }: { report: Report }) {
  const { t, fmt } = useView();
  if (report.pages.length === 0) return null;
  return (
    <Section title={t('report.visited')} lead={t('report.visited.lead')}>
      <Table<Page>
        caption={t('report.visited')}
        rows={report.pages}
        columns={[
          { key: 'page', title: t('report.visited.page'), wide: true, cell: ({ url }) => <ForeignUrl url={url} /> },
          { key: 'role', title: t('report.visited.role'), nowrap: true, cell: ({ role }) => wordsOf(t, `report.role.${role}`, 'report.role.other') },
          { key: 'outcome', title: t('report.visited.outcome'), cell: (page) => <Outcome page={page} /> },
          { key: 'millis', title: t('report.visited.millis'), num: true, nowrap: true, cell: ({ millis }) => (millis === null ? '–' : t('report.visited.seconds', { n: fmt.score(millis / 1000) })) },
        ]}
      />
    </Section>
  );
}

function Outcome({ page: { failure, status, role } }: { page: Page }) {
  const { t } = useView();
  if (failure === null) {
    const away = status !== null && status >= 300 && status < 400;
    return <State tone={away ? 'plain' : 'good'}>{away ? t('report.visited.clickhost') : t('report.visited.ok')}</State>;
  }
  // An address that should not exist is right to answer with an error.
  const said = status !== null && failure === 'http_error' ? t('report.status', { what: failureWords(t, failure), status }) : failureWords(t, failure);
  if (role === 'random') return <State>{said}</State>;
  const help = failureHelp(t, failure);
  return <span class="outcome"><State tone="warn">{said}</State>{help !== undefined && <small class="dim">{help}</small>}</span>;
}
