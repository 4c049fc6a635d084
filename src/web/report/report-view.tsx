import { permissionWords } from '../../notices/index.ts';
import { Banner, LinkButton } from '../ui/index.ts';
import { useView } from '../view.ts';
import { EarlierReports } from './earlier-reports.tsx';
import { Findings } from './findings.tsx';
import { LetUsIn } from './let-us-in.tsx';
import { losses } from './losses.ts';
import { Losses } from './losses-view.tsx';
import { SignalTables } from './signal-tables.tsx';
import { SubScores } from './sub-scores.tsx';
import type { FullReport } from './types.ts';
import { askedScore, Verdict } from './verdict.tsx';
import { VisitedPages } from './visited-pages.tsx';

export interface ReportViewProps {
  full: FullReport;
  /** Path of the latest report; earlier ones lie below it. */
  base: string;
  /** For who can ask for a re-review: the affiliate. */
  asks: boolean;
}

/** The whole report on a site, below the head of its page. */
export function ReportView({ full, base, asks }: ReportViewProps) {
  const { t, fmt } = useView();
  const { report } = full;
  const lost = losses(report, askedScore(full.asked)?.value ?? null);
  return (
    <div class="report">
      {full.newerId !== null && <Banner tone="info" title={t('report.older', { moment: fmt.moment(report.assessedAt) })} actions={<LinkButton href={base} small>{t('report.latest')}</LinkButton>} />}
      {asks && full.newerId === null && <ReReview full={full} />}
      <Verdict full={full} />
      {report.score === null && <LetUsIn userAgent={full.userAgent} />}
      {(report.score !== null || full.findings.some(({ code }) => code !== 'unverifiable')) && <Findings findings={full.findings} improvable={lost.length > 0} />}
      <Losses losses={lost} />
      {report.score !== null && <SubScores report={report} />}
      <SignalTables report={report} />
      <VisitedPages report={report} />
      <EarlierReports full={full} base={base} />
    </div>
  );
}

/** What is at stake, and the way back. */
function ReReview({ full }: { full: FullReport }) {
  const { t, locale } = useView();
  return (
    <>
      {full.asked.filter(({ state }) => state !== 'held').map(({ permission, state, caseId }) => {
        const { name } = permissionWords(permission, locale);
        if (caseId !== null) return <Banner tone="info" title={t('report.rereview.asked')} actions={<LinkButton href={`/portal/reviews/${caseId}`} small>{t('report.rereview.see')}</LinkButton>} />;
        const title = state === 'closing' ? t('report.rereview.pending', { permission: name }) : t('report.rereview.closed', { permission: name });
        return <Banner tone="warn" title={title} actions={<LinkButton href={`/portal/reviews/new?permission=${permission}`} kind="primary" icon="review">{t('report.rereview')}</LinkButton>} />;
      })}
    </>
  );
}
