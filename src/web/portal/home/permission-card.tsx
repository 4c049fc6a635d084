import type { SiteReport } from '../../../crawl/index.ts';
import type { AffiliateStanding } from '../../../policy/index.ts';
import type { ReviewCase } from '../../../reviews/index.ts';
import { Card } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { Checklist } from '../permissions/checklist.tsx';
import { meaningOf, MoodBadge, moodOf, nameOf } from '../permissions/standing.tsx';
import { ClosingBanner } from './closing-banner.tsx';
import { NextStep } from './next-step.tsx';

export interface PermissionCardProps {
  standing: AffiliateStanding;
  sites: readonly SiteReport[];
  /** The re-review that is under way for it. */
  open: ReviewCase | undefined;
}

/** One permission: where it stands, since when, why, and the one thing to do. */
export function PermissionCard({ standing, sites, open }: PermissionCardProps) {
  const view = useView();
  const { t } = view;
  const mood = moodOf(standing);
  const name = nameOf(view, standing.permission);
  const details = `/portal/permissions/${standing.permission}`;
  return (
    <Card
      title={<a href={details}>{name}</a>}
      actions={<MoodBadge mood={mood} />}
      tone={mood === 'closing' ? 'warn' : mood === 'closed' ? 'bad' : undefined}
      class="permission"
    >
      <Since standing={standing} details={details} />
      {mood === 'closing' && <ClosingBanner standing={standing} />}
      {mood === 'closed' && <p>{meaningOf(view, standing.permission).closed}</p>}
      {(mood === 'closing' || mood === 'closed') && <Why standing={standing} sites={sites} />}
      {mood === 'held' && <p>{standing.passes === false ? t('portal.home.held_short') : t('portal.home.held')}</p>}
      <NextStep standing={standing} sites={sites} open={open} />
    </Card>
  );
}

/** Since when, and the way to everything else about it. */
function Since({ standing, details }: { standing: AffiliateStanding; details: string }) {
  const { t, fmt } = useView();
  const since = standing.since && <time datetime={standing.since.toISOString()} title={fmt.moment(standing.since)}>{t(standing.state === 'closed' ? 'portal.home.closed_since' : 'portal.home.held_since', { date: fmt.date(standing.since) })}</time>;
  return <p class="row dim">{since}<a href={details}>{t('portal.home.details')}</a></p>;
}

function Why({ standing, sites }: { standing: AffiliateStanding; sites: readonly SiteReport[] }) {
  const { t } = useView();
  const failing = standing.requirements.filter(({ passes }) => passes === false);
  if (failing.length === 0) return <p>{standing.passes === true ? t('portal.home.now_met') : t('portal.home.not_known')}</p>;
  return (
    <div class="stack-s">
      <h3>{t('portal.home.why')}</h3>
      <Checklist requirements={failing} sites={sites} label={t('portal.home.why')} act={false} />
    </div>
  );
}

/** Permissions that the affiliate never had: named, in a line each, so that nobody takes them for lost. */
export function Others({ standings }: { standings: readonly AffiliateStanding[] }) {
  const view = useView();
  return (
    <>
      {standings.map((standing) => (
        <section class="card slim spread">
          <h3><a href={`/portal/permissions/${standing.permission}`}>{nameOf(view, standing.permission)}</a></h3>
          <MoodBadge mood="never" />
        </section>
      ))}
    </>
  );
}
