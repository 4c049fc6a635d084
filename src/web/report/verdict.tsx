import { permissionWords } from '../../notices/index.ts';
import { bandOf, cx, Gauge, KeyValue, Sparkline, Time, type Tone } from '../ui/index.ts';
import { useView, type View } from '../view.ts';
import type { Asked, FullReport } from './types.ts';

/** From here on a score is called excellent. */
const GREAT = 80;

/** The first score that some permission asks for. */
export function askedScore(asked: readonly Asked[]): { permission: string; value: number; provedOnly: boolean } | null {
  const found = asked.find(({ value }) => value !== null);
  return found && found.value !== null ? { permission: found.permission, value: found.value, provedOnly: found.provedOnly } : null;
}

/** What a score is called, against what is asked. */
export function bandWord(t: View['t'], score: number | null, threshold?: number): string {
  if (score === null) return t('report.band.unread');
  const band = bandOf(score, threshold);
  if (band === 'good') return t(score >= Math.max(GREAT, threshold ?? 0) ? 'report.band.great' : 'report.band.good');
  return t(band === 'warn' ? 'report.band.warn' : 'report.band.bad');
}

/** The judgement at a glance: figure, what it means, and how it came about. */
export function Verdict({ full }: { full: FullReport }) {
  const { t, fmt } = useView();
  const { report } = full;
  const asked = askedScore(full.asked);
  const [tone, headline] = headlineOf(full, asked?.value ?? null, t);
  const confidence = report.score === null ? null : report.confidence;
  return (
    <section class={cx('card', 'verdict', `edge ${tone}`)}>
      <div class="verdict-gauge">
        <Gauge score={report.score} size="l" threshold={asked?.value} label={bandWord(t, report.score, asked?.value)} />
      </div>
      <div class="verdict-words">
        <h2>{headline}</h2>
        {asked && <p>{against(full, asked, { t, fmt })}{asked.provedOnly && !full.proved && <> {t('report.against.unproved')}</>}</p>}
        <KeyValue items={[
          { label: t('report.when'), value: <Time at={report.assessedAt} /> },
          { label: t('report.pages'), value: <span class="num">{t('report.pages.of', { seen: report.pagesSeen, all: report.pages.length })}</span> },
          { label: t('report.confidence'), value: t(confidence === null ? 'report.confidence.none' : confidence >= 0.85 ? 'report.confidence.high' : confidence >= 0.6 ? 'report.confidence.medium' : 'report.confidence.low') },
          ...(report.score === null ? [] : [{ label: t('report.trend'), value: <Trend full={full} /> }]),
          { label: t('report.model'), value: <span class="num">{report.modelVersion}</span> },
        ]} />
      </div>
    </section>
  );
}

function headlineOf({ report, findings }: FullReport, asked: number | null, t: View['t']): [Tone, string] {
  const count = (...of: string[]): number => findings.filter(({ gravity }) => of.includes(gravity)).length;
  if (count('confirmed') > 0) return ['bad', t('report.verdict.confirmed', { n: count('confirmed') })];
  if (count('open') > 0) return ['warn', t('report.verdict.open', { n: count('open') })];
  if (report.score === null) return ['info', t('report.verdict.unread')];
  const others = count('review', 'deduction', 'none');
  if (asked !== null && report.score < asked) return ['warn', t('report.verdict.short')];
  return others > 0 ? ['warn', t('report.verdict.improve', { n: others })] : ['good', t('report.verdict.clean')];
}

function against({ report }: FullReport, asked: { permission: string; value: number }, { t, fmt }: Pick<View, 't' | 'fmt'>): string {
  const { locale } = useView();
  const permission = permissionWords(asked.permission, locale).name;
  const threshold = fmt.number(asked.value);
  if (report.score === null) return t('report.against.unread', { permission, threshold });
  const gap = Math.round((asked.value - report.score) * 10) / 10;
  return gap > 0 ? t('report.against.short', { permission, threshold, gap: fmt.score(gap) }) : t('report.against.met', { permission, threshold });
}

/** The course of the score, and what differs from the visit before. */
function Trend({ full }: { full: FullReport }) {
  const { t, fmt, locale } = useView();
  const scores = full.history.flatMap(({ score }) => (score === null ? [] : [score])).reverse();
  const [first, last, before] = [scores[0], scores.at(-1), scores.at(-2)];
  const step = last === undefined || before === undefined || full.report.score === null ? null : Math.round((last - before) * 10) / 10;
  const titles = (of: { 'zh-CN': string; en: string }[]): string => of.map((title) => title[locale]).join(locale === 'en' ? '; ' : '、');
  return (
    <span class="trend">
      {scores.length > 1 && first !== undefined && last !== undefined && <Sparkline values={scores} tone={last < first ? 'warn' : 'good'} label={t('report.trend.label', { n: scores.length, first: fmt.score(first), last: fmt.score(last) })} />}
      {step !== null && <span class="num">{step > 0 ? t('report.trend.up', { n: fmt.score(step) }) : step < 0 ? t('report.trend.down', { n: fmt.score(-step) }) : t('report.trend.same')}</span>}
      {step === null && full.report.score !== null && <span>{t('report.trend.first')}</span>}
      {full.change && full.change.fresh.length > 0 && <span class="trend-line">{t('report.change.new', { titles: titles(full.change.fresh) })}</span>}
      {full.change && full.change.gone.length > 0 && <span class="trend-line">{t('report.change.gone', { titles: titles(full.change.gone) })}</span>}
    </span>
  );
}
