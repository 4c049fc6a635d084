import { Card, Code, KeyValue, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { RequirementLines } from '../policies/requirement.tsx';
import { actorWords } from '../desk/names.ts';
import type { SweepView } from './load.ts';

/** How much of the hash is shown: as much as an approval must name at least. */
export const SHORT_HASH = 12;

/** What the plan rests on: policy, facts, hash, dates, people. */
export function Basis({ sweep, policy, names, preview }: SweepView) {
  const { t, fmt } = useView();
  const by = (ref: string, at: Date) => <><div>{actorWords(ref, names, t)}</div><div class="dim small"><Time at={at} /></div></>;
  return (
    <div class="halves sweep-basis">
      <Card title={t('sweep.basis.head')}>
        <KeyValue items={[
          { label: t('sweep.basis.facts'), value: sweep.factsAsOf ? <Time at={sweep.factsAsOf} /> : '–' },
          { label: t('sweep.basis.hash'), value: sweep.planHash ? <Code copy>{sweep.planHash.slice(0, SHORT_HASH)}</Code> : '–' },
          { label: t('sweep.basis.notice'), value: t('sweep.basis.notice.value', { n: sweep.noticeDays }) },
          { label: t('sweep.basis.announce'), value: sweep.announceAt ? <Time at={sweep.announceAt} /> : t('sweeps.at_once') },
          ...(preview ? [{ label: t('sweep.basis.drift'), value: t('sweep.basis.drift.value', { share: fmt.percent(preview.driftLimit) }) }] : []),
          { label: t('sweep.basis.planned'), value: by(sweep.plannedBy, sweep.requestedAt) },
          ...(sweep.approvedBy && sweep.approvedAt ? [{ label: t('sweep.basis.approved'), value: by(sweep.approvedBy, sweep.approvedAt) }] : []),
          ...(sweep.cancelledBy && sweep.cancelledAt ? [{ label: t('sweep.basis.cancelled'), value: by(sweep.cancelledBy, sweep.cancelledAt) }] : []),
        ]} />
      </Card>
      <Card title={t('sweep.requirements.head')} actions={<a href={`/console/policies/${policy.permission}/${policy.version}`}>{t('policy.version', { version: policy.version })}</a>}>
        <RequirementLines requirements={policy.definition.requirements} />
      </Card>
    </div>
  );
}
