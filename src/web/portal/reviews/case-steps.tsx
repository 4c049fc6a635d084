import type { CaseProgress } from '../../../reviews/index.ts';
import { Progress, type Step, Steps, Time } from '../../ui/index.ts';
import { useView, type View } from '../../view.ts';
import { lastDay } from './due.ts';

/** The stations of a re-review: asked, the sites visited again, decided. */
export function CaseSteps({ progress }: { progress: CaseProgress }) {
  const view = useView();
  const { t } = view;
  const { visited, step } = progress;
  return (
    <div class="stack">
      <Steps steps={stepsOf(progress, view)} label={t('portal.case.steps')} />
      {step === 'visiting' && visited.of > 1 && <Progress label={t('portal.case.visited')} value={visited.done} max={visited.of} />}
    </div>
  );
}

function stepsOf(progress: CaseProgress, { t, fmt }: View): Step[] {
  const { visited, step, decidedAt, decision } = progress;
  const seen = step === 'deciding' || step === 'decided';
  return [
    { label: t('portal.case.step_asked'), state: 'done', note: <Time at={progress.askedAt} /> },
    {
      label: t('portal.case.step_visited'),
      state: seen ? 'done' : 'now',
      note: seen ? t('portal.case.all_visited', { n: visited.of }) : step === 'asked' ? t('portal.case.queued') : t('portal.case.some_visited', { done: visited.done, of: visited.of }),
    },
    {
      label: t('portal.case.step_decided'),
      state: step === 'decided' ? (decision === 'refused' ? 'failed' : 'done') : step === 'deciding' ? 'now' : 'next',
      note: decidedAt ? <Time at={decidedAt} /> : t('portal.case.by', { date: fmt.date(lastDay(progress.dueAt)) }),
    },
  ];
}
