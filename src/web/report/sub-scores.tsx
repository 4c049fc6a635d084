import type { Report } from '../../crawl/index.ts';
import type { SubScoreName } from '../../quality/index.ts';
import { Card, ScoreBar } from '../ui/index.ts';
import { useView } from '../view.ts';

export const SUB_SCORES = ['content', 'links', 'trust', 'technical', 'integrity'] as const satisfies readonly SubScoreName[];

/** The parts of the score as bars with their weights. */
export function SubScores({ report }: { report: Report }) {
  const { t, fmt } = useView();
  return (
    <Card title={t('report.subs')}>
      <p class="dim">{t('report.subs.lead')}</p>
      <div class="report-subs">
        {SUB_SCORES.map((name) => {
          const part = report.subScores[name];
          const weight = part === undefined ? null : t('report.sub.weight', { share: fmt.percent(part.weight) });
          const about = t(`report.sub_about.${name}`);
          const note = part?.score == null ? t('report.sub.unknown') : <><span class="num">{weight}</span> · {about}</>;
          return <ScoreBar label={t(`report.sub.${name}`)} score={part?.score ?? null} note={note} />;
        })}
      </div>
    </Card>
  );
}
