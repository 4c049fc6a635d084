import type { AffiliateStanding } from '../../../policy/index.ts';
import { Banner } from '../../ui/index.ts';
import { useView } from '../../view.ts';

/** The date of an announced closing and what is left until then; before the mail arrived there is no date that holds. */
export function ClosingBanner({ standing, level = 3 }: { standing: AffiliateStanding; level?: 2 | 3 }) {
  const { t, fmt } = useView();
  if (!standing.closesAt) return <Banner tone="warn" level={level} title={t('portal.closing.undated')}>{t('portal.closing.undated_why')}</Banner>;
  return (
    <Banner tone="warn" level={level} title={t('portal.closing.title', { date: fmt.date(standing.closesAt) })} until={standing.closesAt} untilLabel={t('portal.closing.left')}>
      <p>{t('portal.closing.calm')}</p>
    </Banner>
  );
}
