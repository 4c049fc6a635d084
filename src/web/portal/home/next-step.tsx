import type { SiteReport } from '../../../crawl/index.ts';
import type { AffiliateStanding } from '../../../policy/index.ts';
import type { ReviewCase } from '../../../reviews/index.ts';
import { LinkButton } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { lacks, moodOf } from '../permissions/standing.tsx';
import { placeToAct } from '../permissions/where-to-act.ts';
import { lastDay } from '../reviews/due.ts';

export interface NextStepProps {
  standing: AffiliateStanding;
  sites: readonly SiteReport[];
  open: ReviewCase | undefined;
}

/** The one thing to do now as the primary button, and how it goes on from there. */
export function NextStep({ standing, sites, open }: NextStepProps) {
  const { t, fmt } = useView();
  const mood = moodOf(standing);
  const ask = `/portal/reviews/new?permission=${standing.permission}`;
  if (mood === 'held' || mood === 'never') return null;
  if (open) {
    return (
      <div class="stack-s">
        <p>{t('portal.next.open', { date: fmt.date(lastDay(open.dueAt)) })}{standing.closesAt !== null && open.dueAt > standing.closesAt && ` ${t('portal.next.open_late')}`}</p>
        <div class="row"><LinkButton kind="primary" icon="review" href={`/portal/reviews/${open.id}`}>{t('portal.next.open_button')}</LinkButton></div>
      </div>
    );
  }
  const failing = standing.requirements.find(({ passes }) => passes === false);
  const place = failing ? placeToAct(failing.fact, sites) : null;
  if (!lacks(standing) || !place) {
    return (
      <div class="stack-s">
        <p>{lacks(standing) ? t('portal.next.wait') : t('portal.next.ask')}</p>
        <div class="row"><LinkButton kind="primary" icon="review" href={ask}>{t('portal.next.ask_button')}</LinkButton></div>
      </div>
    );
  }
  return (
    <div class="stack-s">
      <p>{t('portal.next.repair')}</p>
      <div class="row">
        <LinkButton kind="primary" icon={place.icon} href={place.href}>{t(place.label, place.values)}</LinkButton>
        <LinkButton href={ask} icon="review">{t('portal.next.repaired_button')}</LinkButton>
      </div>
    </div>
  );
}
