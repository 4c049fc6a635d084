import { Confirm } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import type { SweepView } from './load.ts';

/** Drops a plan, or withdraws a sweep that has started: a button that says first what follows. */
export function CancelButton({ view: { sweep, progress } }: { view: SweepView }) {
  const { t } = useView();
  const started = sweep.startedAt !== null;
  const closed = progress?.outcome.closed ?? 0;
  return (
    <Confirm
      id="cancel"
      action={`/console/sweeps/${sweep.id}/cancel`}
      label={t(started ? 'sweep.cancel.do' : 'sweep.cancel.drop')}
      title={t(started ? 'sweep.cancel.ask' : 'sweep.cancel.drop.ask')}
      submit={t(started ? 'sweep.cancel.confirm' : 'sweep.cancel.drop.confirm')}
      kind="danger"
    >
      {started ? (
        <ul class="stack-s">
          <li>{t('sweep.cancel.text.pending')}</li>
          <li>{t('sweep.cancel.text.mail')}</li>
          {closed > 0 && <li>{t('sweep.cancel.text.closed', { n: closed })}</li>}
        </ul>
      ) : (
        <p>{t('sweep.cancel.drop.text')}</p>
      )}
    </Confirm>
  );
}
