import type { FormState } from '../../http/form.ts';
import { midnightAfter } from '../../../lib/workdays.ts';
import { Banner, Card, Confirm, LinkButton } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { CancelButton } from './cancel.tsx';
import type { SweepView } from './load.ts';

/** What is asked for once a plan is approved: to start it, after a look at what follows from it. */
export function StartCard({ view, form }: { view: SweepView; form: FormState }) {
  const { t, fmt } = useView();
  const { sweep, preview, may } = view;
  if (!preview) return null;
  const text = t('sweep.start.text', { share: fmt.percent(preview.driftLimit) });
  if (!may.start) return <Banner tone="info" title={t('sweep.state.approved')}><p>{t('sweep.start.wait')}</p></Banner>;
  return (
    <Card title={t('sweep.start.head')} tone="warn">
      {form.top !== null && (
        <div role="alert" tabindex={-1} autofocus>
          <Banner tone="bad" level={3} title={form.top} actions={may.plan && <LinkButton href={`/console/sweeps/new?permission=${sweep.permission}`} small>{t('sweep.plan_again')}</LinkButton>} />
        </div>
      )}
      <p>{text}</p>
      <div class="row">
        <Confirm id="start" action={`/console/sweeps/${sweep.id}/start`} label={t('sweep.start.do')} title={t('sweep.start.ask')} submit={t('sweep.start.confirm')} kind="primary" icon="arrow">
          <StartConsequences view={view} />
        </Confirm>
        {may.cancel && <CancelButton view={view} />}
      </div>
    </Card>
  );
}

/** How many mails leave and when, and when the closings take effect. */
function StartConsequences({ view: { sweep, preview } }: { view: SweepView }) {
  const { t, fmt, now } = useView();
  if (!preview) return null;
  const { close, grant } = preview.counts;
  const leaves = sweep.announceAt && sweep.announceAt > now ? sweep.announceAt : now;
  return (
    <ul class="stack-s">
      <li>{t('sweep.start.mails', { n: close + grant })}</li>
      <li>{leaves > now ? t('sweep.start.when.at', { when: fmt.moment(leaves) }) : t('sweep.start.when.now')}</li>
      {close > 0 && <li>{t('sweep.start.effect', { n: sweep.noticeDays, when: fmt.moment(midnightAfter(leaves, sweep.noticeDays)) })}</li>}
      {grant > 0 && <li>{t('sweep.start.grant', { n: grant })}</li>}
    </ul>
  );
}
