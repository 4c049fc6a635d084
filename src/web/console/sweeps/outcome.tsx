import type { Sweep, SweepProgress } from '../../../policy/index.ts';
import { Card, type Tone } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import type { WordKey } from '../../words/index.ts';
import { CountBar } from './count-bar.tsx';
import { stageOf } from './stage.ts';

/** What became of the planned closings, from plan to effect. */
export function Outcome({ sweep, progress }: { sweep: Sweep; progress: SweepProgress }) {
  const { t, now } = useView();
  const stage = stageOf(sweep, now);
  const planned = sweep.totals?.close ?? 0;
  const { outcome, announced, granted, share } = progress;
  const { closed, scheduled, kept } = outcome;
  const open = Math.max(0, announced - closed - scheduled - kept);
  // While it is being carried out, who was not announced yet may still be.
  const skipped = share < 1 ? 0 : Math.max(0, planned - announced);
  const withdrawn = sweep.cancelledAt !== null;
  const rows: [label: WordKey, count: number, tone: Tone][] = [
    ['sweep.outcome.closed', closed, 'bad'],
    ['sweep.outcome.scheduled', scheduled, 'warn'],
    [withdrawn ? 'sweep.outcome.taken_back' : 'sweep.outcome.kept', kept, 'good'],
    ['sweep.outcome.open', open, 'plain'],
    ['sweep.outcome.skipped', skipped, 'plain'],
  ];
  return (
    <Card title={t(stage === 'effective' || stage === 'cancelled' ? 'sweep.outcome.head' : 'sweep.outcome.so_far')}>
      <p class="dim">{t('sweep.outcome.lead', { n: planned })}</p>
      <div class="stack-s">
        {rows.filter(([, count], index) => count > 0 || index === 0).map(([label, count, tone]) => <CountBar label={t(label)} count={count} of={planned} tone={tone} />)}
      </div>
      {granted > 0 && <p>{t('sweep.outcome.granted', { n: granted })}</p>}
    </Card>
  );
}
