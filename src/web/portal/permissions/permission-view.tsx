import type { SiteReport } from '../../../crawl/index.ts';
import type { AffiliateStanding, StandingEntry } from '../../../policy/index.ts';
import type { CaseProgress, ReviewCase } from '../../../reviews/index.ts';
import { Card, LinkButton, PageHead, Poll, PortalShell, Section } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { ClosingBanner } from '../home/closing-banner.tsx';
import { NextStep } from '../home/next-step.tsx';
import { CaseSteps } from '../reviews/case-steps.tsx';
import { Checklist } from './checklist.tsx';
import { meaningOf, MoodBadge, moodOf, nameOf } from './standing.tsx';
import { StandingTimeline } from './standing-timeline.tsx';

export interface PermissionViewProps {
  standing: AffiliateStanding;
  sites: readonly SiteReport[];
  events: readonly StandingEntry[];
  /** The re-review that is under way. */
  open: ReviewCase | undefined;
  progress: CaseProgress | undefined;
}

export function PermissionView({ standing, sites, events, open, progress }: PermissionViewProps) {
  const view = useView();
  const { t, fmt } = view;
  const mood = moodOf(standing);
  const name = nameOf(view, standing.permission);
  const stake = mood === 'closing' || mood === 'closed';
  // The one thing to do has its button in the next step already, unless that leads to the re-review.
  const links = open !== undefined || standing.requirements.filter(({ passes }) => passes !== true).length > 1;
  return (
    <PortalShell title={name} nav="home">
      <PageHead
        title={name}
        aside={<MoodBadge mood={mood} />}
        lead={standing.since ? t(mood === 'closed' ? 'portal.home.closed_since' : 'portal.home.held_since', { date: fmt.date(standing.since) }) : t('portal.permission.never')}
        crumbs={[{ href: '/portal', label: t('common.nav.home') }]}
      />
      {mood === 'closing' && <ClosingBanner standing={standing} level={2} />}
      <div class="cols">
        <div class="stack">
          {stake && <Card title={t('portal.permission.next')} tone={mood === 'closed' ? 'bad' : 'warn'}><NextStep standing={standing} sites={sites} open={open} /></Card>}
          {progress && <ReviewCard progress={progress} permission={standing.permission} />}
          <Section title={t('portal.permission.requirements')} lead={<RequirementsLead standing={standing} />}>
            {standing.requirements.length > 0 && <div class="card"><Checklist requirements={standing.requirements} sites={sites} label={t('portal.permission.requirements')} act={links || !stake} /></div>}
          </Section>
        </div>
        <aside class="stack" aria-label={t('portal.permission.more')}>
          <Card title={t(mood === 'closed' ? 'portal.permission.meaning_now' : 'portal.permission.meaning')}>
            <p>{meaningOf(view, standing.permission).closed}</p>
            {mood === 'closed' && <p>{meaningOf(view, standing.permission).open}</p>}
          </Card>
          {events.length > 0 && <Card title={t('portal.permission.history')}><StandingTimeline events={events} requirements={standing.requirements} /></Card>}
          <p><LinkButton kind="quiet" href="/portal/reviews" icon="review">{t('portal.permission.reviews')}</LinkButton></p>
        </aside>
      </div>
    </PortalShell>
  );
}

function RequirementsLead({ standing }: { standing: AffiliateStanding }) {
  const { t } = useView();
  const { requirements } = standing;
  if (requirements.length === 0) return <>{t('portal.permission.no_requirements')}</>;
  const met = requirements.filter(({ passes }) => passes === true).length;
  return <>{t('portal.permission.met', { met, n: requirements.length })}</>;
}

/** How far the re-review is; kept up to date while somebody looks, and by a link for who has no scripts. */
function ReviewCard({ progress, permission }: { progress: CaseProgress; permission: string }) {
  const { t } = useView();
  return (
    <Card title={t('portal.permission.review')} actions={<span class="without-script"><LinkButton small href={`/portal/permissions/${permission}`}>{t('portal.case.refresh')}</LinkButton></span>}>
      <Poll url={`/portal/reviews/${progress.caseId}/steps`}><CaseSteps progress={progress} /></Poll>
    </Card>
  );
}
