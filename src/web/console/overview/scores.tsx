import { FACTS } from '../../../facts/index.ts';
import { type Permission, PERMISSIONS } from '../../../policy/index.ts';
import { Card, EmptyState, Histogram, Tabs } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { linkTo } from '../desk/query.ts';
import type { Overview } from './load.ts';

/** The scores of who holds a permission, with what its policy asks for. */
export function Scores({ histogram }: { histogram: Overview['histogram'] }) {
  const { t, locale, fmt } = useView();
  const permission = histogram.permission as Permission;
  const label = FACTS[histogram.fact].label[locale];
  const title = t('console.overview.histogram', { fact: label });
  const scored = histogram.bins.some((bin) => bin.affiliates > 0);
  return (
    <Card title={title}>
      <Tabs label={title} tabs={(Object.keys(PERMISSIONS) as Permission[]).map((each) => ({ href: linkTo('/console', { permission: each }), label: PERMISSIONS[each][locale], current: each === permission }))} />
      {scored ? (
        <>
          <p class="dim">{t('console.overview.histogram_lead', { permission: PERMISSIONS[permission][locale], n: histogram.total })}{histogram.unknown > 0 && t('console.overview.unscored', { n: histogram.unknown })}</p>
          <Histogram
            title={title}
            axis={t('console.overview.histogram_axis')}
            series={[{ label: t('console.standing.granted'), tone: 'good' }]}
            bins={histogram.bins.map(({ from, to, affiliates }) => ({ from, to, counts: [affiliates] }))}
            threshold={histogram.threshold === null ? undefined : { at: histogram.threshold, label: t('console.overview.threshold', { n: fmt.number(histogram.threshold) }) }}
          />
        </>
      ) : (
        <EmptyState icon="chart" title={t('console.overview.histogram_none')}>{t('console.overview.histogram_none_do')}</EmptyState>
      )}
    </Card>
  );
}
