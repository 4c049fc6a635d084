import { LinkButton, Section, Table } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { Failed, Who } from './failed.tsx';
import type { SweepView } from './load.ts';

/** Some of the closings to look at before one approves. */
export function Sample({ sweep, sample, policy }: Pick<SweepView, 'sweep' | 'sample' | 'policy'>) {
  const { t, fmt } = useView();
  if (sample.length === 0) return null;
  return (
    <Section title={t('sweep.sample.head')} lead={t('sweep.sample.lead')} actions={<LinkButton href={`/console/sweeps/${sweep.id}/items?decision=close`} small>{t('sweep.sample.all')}</LinkButton>}>
      <Table
        caption={t('sweep.sample.caption')}
        rows={sample}
        columns={[
          { key: 'who', title: t('sweep.items.affiliate'), cell: (item) => <Who {...item} /> },
          { key: 'score', title: t('sweep.items.score'), num: true, cell: ({ bestScore }) => (bestScore === null ? '–' : fmt.score(bestScore)) },
          { key: 'failed', title: t('sweep.items.failed'), wide: true, cell: (item) => <Failed item={item} policy={policy} /> },
        ]}
      />
    </Section>
  );
}
