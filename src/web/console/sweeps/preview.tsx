import type { PlanPreview } from '../../../policy/index.ts';
import { Card, Histogram, Stat, Stats } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { factLabel, factUnit } from '../policies/requirement-words.ts';
import { CountBar } from './count-bar.tsx';

/** What the plan does, in figures. */
export function PlanFigures({ preview }: { preview: PlanPreview }) {
  const { t, fmt } = useView();
  const { counts, shareClosed, guardShare, nearMisses, histogram } = preview;
  const items = `/console/sweeps/${preview.sweep.id}/items`;
  const over = shareClosed > guardShare;
  const unknown = Object.values(histogram.unknown).reduce((all, n) => all + n, 0);
  return (
    <section aria-label={t('sweep.figures')}>
      <h2 class="vh">{t('sweep.figures')}</h2>
      <Stats>
        <Stat label={t('sweep.decision.close')} value={fmt.number(counts.close)} tone={counts.close > 0 ? 'bad' : undefined} href={`${items}?decision=close`} note={t(over ? 'sweep.close.over' : 'sweep.close.note', { share: fmt.percent(shareClosed), guard: fmt.percent(guardShare) })} />
        <Stat label={t('sweep.decision.keep')} value={fmt.number(counts.keep)} href={`${items}?decision=keep`} note={t('sweep.keep.note')} />
        <Stat label={t('sweep.decision.grant')} value={fmt.number(counts.grant)} tone={counts.grant > 0 ? 'good' : undefined} href={`${items}?decision=grant`} note={t('sweep.grant.note')} />
        <Stat label={t('sweep.near')} value={fmt.number(nearMisses)} note={t('sweep.near.note')} />
        <Stat label={t('sweep.unknown')} value={fmt.number(unknown)} note={t('sweep.unknown.note')} />
      </Stats>
    </section>
  );
}

/** Scores by decision with the threshold in them, and the closings by reason. */
export function PlanCharts({ preview }: { preview: PlanPreview }) {
  const { t } = useView();
  return (
    <div class="cols">
      <Card title={t('sweep.hist.head')}><Scores preview={preview} /></Card>
      <Card title={t('sweep.reasons.head')}><Reasons preview={preview} /></Card>
    </div>
  );
}

function Scores({ preview: { histogram } }: { preview: PlanPreview }) {
  const view = useView();
  const { t, fmt } = view;
  const { fact, bins, threshold, unknown } = histogram;
  const label = factLabel(fact, view);
  const left = Object.values(unknown).reduce((all, n) => all + n, 0);
  return (
    <>
      <Histogram
        title={t('sweep.hist.title', { fact: label })}
        axis={t('sweep.hist.axis', { fact: label, unit: factUnit(fact, view) })}
        series={[
          { label: t('sweep.decision.close'), tone: 'bad' },
          { label: t('sweep.decision.keep'), tone: 'good' },
          { label: t('sweep.decision.grant'), tone: 'info' },
          { label: t('sweep.decision.none'), tone: 'plain' },
        ]}
        bins={bins.map(({ from, to, close, keep, grant, none }) => ({ from, to, counts: [close, keep, grant, none] }))}
        threshold={threshold === null ? undefined : { at: threshold, label: t('sweep.hist.threshold', { value: fmt.number(threshold) }) }}
      />
      {left > 0 && <p class="dim small">{t('sweep.hist.unknown', { n: left })}</p>}
    </>
  );
}

function Reasons({ preview: { sweep, closingsByReason, counts } }: { preview: PlanPreview }) {
  const { t, locale } = useView();
  if (closingsByReason.length === 0) return <p class="dim">{t('sweep.reasons.none')}</p>;
  return (
    <>
      <p class="dim small">{t('sweep.reasons.lead')}</p>
      {closingsByReason.map(({ reason, title, affiliates }) => (
        <CountBar label={title?.[locale] ?? reason} count={affiliates} of={counts.close} tone="bad" href={`/console/sweeps/${sweep.id}/items?decision=close&reason=${reason}`} />
      ))}
    </>
  );
}
