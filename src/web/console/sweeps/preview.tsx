import type { Decision, PlanPreview } from '../../../policy/index.ts';
import { Card, Histogram, Stat, Stats, type Tone } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { factLabel, factUnit } from '../policies/requirement-words.ts';
import { CountBar } from './count-bar.tsx';

/** What the plan does, in figures. */
export function PlanFigures({ preview }: { preview: PlanPreview }) {
  const { t, fmt } = useView();
  const { sweep, counts, shareClosed, guardShare, nearMisses, histogram } = preview;
  const items = `/console/sweeps/${sweep.id}/items`;
  const over = shareClosed > guardShare;
  const unknown = Object.values(histogram.unknown).reduce((all, n) => all + n, 0);
  return (
    <section class="section">
      <h2 class={sweep.startedAt === null ? 'vh' : undefined}>{t(sweep.startedAt === null ? 'sweep.figures' : 'sweep.figures.then')}</h2>
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
  const series: { of: Decision; tone: Tone }[] = [{ of: 'close', tone: 'bad' }, { of: 'keep', tone: 'good' }, { of: 'grant', tone: 'info' }, { of: 'none', tone: 'plain' }];
  const there = series.filter(({ of }) => bins.some((bin) => bin[of] > 0));
  // A single colour would lose its name: the legend stands from two on.
  const drawn = there.length > 1 ? there : series;
  return (
    <>
      <Histogram
        title={t('sweep.hist.title', { fact: label })}
        axis={t('sweep.hist.axis', { fact: label, unit: factUnit(fact, view) })}
        series={drawn.map(({ of, tone }) => ({ label: t(`sweep.decision.${of}`), tone }))}
        bins={bins.map((bin) => ({ from: bin.from, to: bin.to, counts: drawn.map(({ of }) => bin[of]) }))}
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
