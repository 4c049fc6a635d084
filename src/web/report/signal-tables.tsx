import type { Report } from '../../crawl/index.ts';
import type { SignalValue, SubScoreName } from '../../quality/index.ts';
import { Section, Table } from '../ui/index.ts';
import { useView } from '../view.ts';
import { type Contribution, contributions } from './contributions.ts';
import { Foreign } from './foreign.tsx';
import { SUB_SCORES } from './sub-scores.tsx';

interface Line {
  part: SubScoreName;
  title: string;
  /** undefined: nothing is measured, as for integrity. */
  value: SignalValue | undefined;
  unit: string;
  score: number | null;
  /** Share of its part, 0..1. */
  share: number | null;
  adds: Contribution | undefined;
}

/** Every measured signal by the part of the score that it counts in; what they add sums up to the score. */
export function SignalTables({ report }: { report: Report }) {
  const { t, fmt, locale } = useView();
  if (report.score === null) return null;
  const neutral = <span class="dim">{t('report.signals.neutral')}</span>;
  return (
    <Section title={t('report.signals')} lead={t('report.signals.lead')} id="signals">
      <Table<Line>
        caption={t('report.signals')}
        rows={linesOf(report, locale, t('report.sub.integrity'))}
        columns={[
          { key: 'signal', title: t('report.signals.signal'), cell: ({ title }) => title, wide: true },
          { key: 'part', title: t('report.signals.part'), cell: ({ part }) => <span class="dim">{t(`report.sub.${part}`)}</span>, nowrap: true },
          { key: 'value', title: t('report.signals.value'), cell: (line) => <MeasuredValue value={line.value} unit={line.unit} />, num: true },
          { key: 'score', title: t('report.signals.score'), cell: ({ score }) => (score === null ? neutral : fmt.score(score)), num: true },
          { key: 'share', title: t('report.signals.weight'), cell: ({ share }) => (share === null ? <span class="dim">–</span> : fmt.percent(share)), num: true },
          { key: 'adds', title: t('report.signals.adds'), num: true, nowrap: true, cell: ({ adds }) => (adds ? t('report.signals.adds.of', { n: fmt.score(adds.adds), max: fmt.score(adds.of) }) : neutral) },
        ]}
      />
    </Section>
  );
}

function linesOf(report: Report, locale: 'zh-CN' | 'en', integrity: string): Line[] {
  const adds = contributions(report);
  return SUB_SCORES.flatMap((part): Line[] => {
    if (part === 'integrity') {
      const score = report.subScores.integrity?.score;
      return score == null ? [] : [{ part, title: integrity, value: undefined, unit: '', score, share: 1, adds: adds.get('integrity') }];
    }
    const own = report.measures.filter((signal) => signal.subScore === part);
    const known = own.reduce((sum, { score, weight }) => sum + (score === null ? 0 : weight), 0);
    return own.map(({ code, title, value, unit, score, weight }) => ({ part, title: title[locale], value, unit, score, share: score === null ? null : weight / known, adds: adds.get(code) }));
  });
}

/** A measured value in words, with its unit. */
export function MeasuredValue({ value, unit }: { value: SignalValue | undefined; unit: string }) {
  const { t, fmt } = useView();
  if (value === undefined) return <span class="dim">–</span>;
  if (value === null) return <span class="dim">{t('report.value.unknown')}</span>;
  if (value === true) return <>{t('report.value.yes')}</>;
  if (value === false) return <>{t(unit === 'yes/no' ? 'report.value.no' : 'report.value.absent')}</>;
  if (typeof value === 'string') return <Foreign text={value} />;
  if (unit === 'share') return <>{fmt.percent(value)}</>;
  if (unit === 'characters') return <>{t('report.value.chars', { n: fmt.number(Math.round(value)) })}</>;
  return <>{t('report.value.points', { n: fmt.number(value) })}</>;
}
