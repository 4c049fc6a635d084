import { Card, Gauge, Histogram, Progress, ScoreBar, Section, Sparkline, Stat, Stats, Steps } from '../ui/index.ts';
import { useView } from '../view.ts';

const COUNTS = [120, 240, 610, 1480, 2920, 4210, 6890, 9120, 7340, 3180];
const TREND = [41, 44, 43, 48, 52, 51, 55, 58, 57, 61, 66, 72];

export function ScoreSection() {
  const { t } = useView();
  return (
    <Section title={t('guide.scores')} id="scores">
      <div class="halves">
        <Card>
          <div class="row">
            <Gauge score={58.2} threshold={60} size="l" />
            <Gauge score={84.5} threshold={60} />
            <Gauge score={null} />
          </div>
        </Card>
        <div class="stack">
          <ScoreBar label={t('guide.score.access')} score={96} threshold={60} />
          <ScoreBar label={t('guide.score.content')} score={54.3} threshold={60} />
          <ScoreBar label={t('guide.score.trust')} score={31} threshold={60} note={t('guide.score.trust_note')} />
          <ScoreBar label={t('guide.score.speed')} score={null} />
        </div>
      </div>
    </Section>
  );
}

export function ChartSection() {
  const { t } = useView();
  return (
    <Section title={t('guide.charts')} id="charts">
      <Stats>
        <Stat label={t('guide.stat.total')} value="102,418" href="#charts" />
        <Stat label={t('guide.stat.closing')} value="5,381" tone="warn" note={t('guide.stat.note')} />
        <Stat label={t('guide.stat.waiting')} value="46" />
        <Stat label={t('guide.stat.sent')} value="99.7%" note={<Sparkline values={TREND} label={t('guide.chart.trend')} />} />
      </Stats>
      <Card title={t('guide.chart.title')} level={3} class="section">
        <Histogram
          title={t('guide.chart.title')}
          axis={t('guide.chart.axis')}
          series={[{ label: t('guide.chart.keep'), tone: 'good' }, { label: t('guide.chart.close'), tone: 'warn' }]}
          bins={COUNTS.map((count, index) => ({ from: index * 10, to: index * 10 + 10, counts: index < 6 ? [Math.round(count / 8), count - Math.round(count / 8)] : [count, 0] }))}
          threshold={{ at: 60, label: t('guide.chart.threshold') }}
        />
      </Card>
    </Section>
  );
}

export function ProgressSection() {
  const { t } = useView();
  return (
    <Section title={t('guide.progress')} id="progress">
      <div class="stack">
        <Progress label={t('guide.progress.run')} value={38_200} max={61_050} />
        <Steps
          label={t('guide.progress')}
          steps={[
            { label: t('guide.step.sent'), state: 'done' },
            { label: t('guide.step.crawl'), state: 'done' },
            { label: t('guide.step.decide'), state: 'now', note: t('guide.step.due') },
            { label: t('guide.step.result'), state: 'next' },
          ]}
        />
      </div>
    </Section>
  );
}
