import type { SiteReport } from '../../../crawl/index.ts';
import type { AffiliateStanding } from '../../../policy/index.ts';
import type { CaseProgress, getCase } from '../../../reviews/index.ts';
import { Banner, Card, Countdown, cx, LinkButton } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { Checklist } from '../permissions/checklist.tsx';
import { CaseSteps } from './case-steps.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { lastDay } from './due.ts';

export interface CaseFacts {
  review: Awaited<ReturnType<typeof getCase>>;
  progress: CaseProgress;
  standing: AffiliateStanding | undefined;
  sites: readonly SiteReport[];
}

/** What changes of a re-review while somebody looks. A countdown would change it at every look and be read out each time: it stays outside. */
export function CaseView({ facts }: { facts: CaseFacts }) {
  const { t } = useView();
  const { review, progress } = facts;
  return (
    <div class={cx('cols', review.state === 'decided' && 'is-decided')}>
      <div class="stack">
        {review.state === 'decided' && <Decision facts={facts} />}
        <Card title={t('portal.case.steps')}><CaseSteps progress={progress} /></Card>
      </div>
      <Card title={t('portal.case.history')}><CaseTimeline entries={review.entries} sites={progress.visited.of} /></Card>
    </div>
  );
}

/** By when it is decided; hidden by the sheet once the piece beside it tells the decision. */
export function CaseDue({ facts: { review, progress } }: { facts: CaseFacts }) {
  const { t, fmt } = useView();
  const waits = progress.step === 'deciding' && review.entries.some(({ kind }) => kind === 'crawled');
  return (
    <div class="case-due"><Banner
      tone="info"
      title={progress.overdue ? t('portal.case.overdue') : t('portal.case.due', { date: fmt.date(lastDay(review.dueAt)) })}
      {...(progress.overdue ? {} : { until: lastDay(review.dueAt), untilLabel: t('portal.case.left') })}
    >
      <p>{progress.overdue ? t('portal.case.overdue_what') : waits ? t('portal.case.person') : t('portal.case.wait')}</p>
      <p class="without-script"><LinkButton small href={`/portal/reviews/${review.id}`}>{t('portal.case.refresh')}</LinkButton></p>
    </Banner></div>
  );
}

function Decision({ facts }: { facts: CaseFacts }) {
  const { t } = useView();
  const { review, standing, sites } = facts;
  if (review.decision !== 'refused') {
    return (
      <Banner tone="good" title={review.decision === 'reopened' ? t('portal.case.reopened_title') : t('portal.case.kept_title')} actions={<LinkButton href={`/portal/permissions/${review.permission}`}>{t('portal.ask.to_permission')}</LinkButton>}>
        <p>{review.decision === 'reopened' ? t('portal.case.reopened_what') : t('portal.case.kept_what')}</p>
      </Banner>
    );
  }
  const reasons = (standing?.requirements ?? []).filter(({ code }) => (review.reasons ?? []).includes(code));
  return (
    <>
      <Banner tone="warn" title={t('portal.case.refused_title')}><p>{t('portal.case.refused_what')}</p></Banner>
      {reasons.length > 0 && <Card title={t('portal.case.reasons')}><Checklist requirements={reasons} sites={sites} label={t('portal.case.reasons')} /></Card>}
      <Again facts={facts} />
    </>
  );
}

/** What comes after a refusal: repair, then ask again. */
function Again({ facts: { review, standing } }: { facts: CaseFacts }) {
  const { t } = useView();
  if (standing?.state === 'granted' && standing.pendingSweepId === null) return null;
  return (
    <Card title={t('portal.case.next')}>
      <p>{t('portal.case.next_step')}</p>
      <p>{standing?.closesAt ? <>{t('portal.case.next_before')} <strong><Countdown until={standing.closesAt} /></strong></> : t('portal.case.next_any_day')}</p>
      <div class="row"><LinkButton kind="primary" icon="review" href={`/portal/reviews/new?permission=${review.permission}`}>{t('portal.case.again')}</LinkButton></div>
    </Card>
  );
}
