import { type Step, Steps } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { actorWords } from '../desk/names.ts';
import type { SweepView } from './load.ts';
import { announcedAt, effectAt, stageOf } from './stage.ts';

/** The stations of a sweep: planned, approved, announced, in effect; or withdrawn where it stopped. */
export function Stepper({ sweep, names }: Pick<SweepView, 'sweep' | 'names'>) {
  const { t, fmt, now } = useView();
  const stage = stageOf(sweep, now);
  const by = (ref: string | null, at: Date | null): string | undefined => (ref && at ? t('sweep.step.by', { name: actorWords(ref, names, t), when: fmt.day(at) }) : undefined);
  const announced = announcedAt(sweep);
  const effect = effectAt(sweep);
  const steps: Step[] = [
    { label: t('sweep.step.plan'), state: sweep.planHash ? 'done' : 'now', note: sweep.planHash ? by(sweep.plannedBy, sweep.requestedAt) : t('sweep.step.working') },
    { label: t('sweep.step.approve'), state: sweep.approvedAt ? 'done' : stage === 'planned' ? 'now' : 'next', note: by(sweep.approvedBy, sweep.approvedAt) ?? (stage === 'planned' ? t('sweep.step.awaiting') : undefined) },
    {
      label: t('sweep.step.announce'),
      state: stage === 'approved' || stage === 'running' || stage === 'waiting' ? 'now' : sweep.finishedAt ? 'done' : 'next',
      note: stage === 'running' ? t('sweep.step.sending') : stage === 'approved' ? t('sweep.step.not_yet') : announced ? `${fmt.day(announced)} ${fmt.time(announced)}` : undefined,
    },
    { label: t('sweep.step.effect'), state: stage === 'effective' ? 'done' : stage === 'announced' ? 'now' : 'next', note: effect ? t('sweep.step.from', { when: `${fmt.day(effect)} ${fmt.time(effect)}` }) : t('sweeps.days_after', { n: sweep.noticeDays }) },
  ];
  if (!sweep.cancelledAt) return <Steps steps={steps} label={t('sweep.steps')} />;
  const reached = steps.filter(({ state }) => state === 'done');
  return <Steps steps={[...reached, { label: t('sweep.step.cancel'), state: 'failed', note: by(sweep.cancelledBy, sweep.cancelledAt) }]} label={t('sweep.steps')} />;
}
