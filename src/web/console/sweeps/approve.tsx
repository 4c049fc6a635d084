import type { FormState } from '../../http/form.ts';
import { Banner, Button, Card, Confirm, Field, Form } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { SHORT_HASH } from './basis.tsx';
import { CancelButton } from './cancel.tsx';
import type { SweepView } from './load.ts';

/** Where the approval stands on the page: after everything that it rests on. */
export const APPROVAL = 'approval';

/** The last thing on the page of a plan, for who may approve it: what follows, and the button. One that needs no number typed asks once more. */
export function ApproveCard({ view, form }: { view: SweepView; form: FormState }) {
  const { t, fmt } = useView();
  const { sweep, preview, may } = view;
  if (!preview || !may.approve) return null;
  const { typedNumber } = preview.approval;
  const action = `/console/sweeps/${sweep.id}/approve`;
  const hidden = { hash: preview.hash };
  const drop = may.cancel && <CancelButton view={view} />;
  return (
    <Card title={t('sweep.approve.head')} tone="warn" id={APPROVAL}>
      <div class="halves">
        <Follows view={view} />
        {typedNumber === null ? (
          <div class="stack">
            {form.top !== null && <div role="alert" tabindex={-1} autofocus><Banner tone="bad" level={3} title={form.top} /></div>}
            <div class="row">
              <Confirm id="approve" action={action} hidden={hidden} kind="primary" icon="check" label={t('sweep.approve.do')} title={t('sweep.approve.ask', { n: preview.counts.close })} submit={t('sweep.approve.confirm')}>
                <p>{t('sweep.approve.later')}</p>
              </Confirm>
              {drop}
            </div>
          </div>
        ) : (
          <div class="stack">
            <Form action={action} id="approve" hidden={hidden} state={form} actions={<Button kind="primary" icon="check">{t('sweep.approve.do')}</Button>}>
              <p><strong>{t('sweep.approve.guard', { share: fmt.percent(preview.shareClosed), guard: fmt.percent(preview.guardShare), n: fmt.number(typedNumber) })}</strong></p>
              <Field name="confirmClosings" label={t('sweep.approve.number')} unit={t('sweep.approve.unit')} inputmode="numeric" autocomplete="off" width="short" required />
            </Form>
            {drop && <div class="row">{drop}</div>}
          </div>
        )}
      </div>
    </Card>
  );
}

/** What an approval leads to, and what it does not do yet. */
function Follows({ view: { sweep, preview } }: { view: SweepView }) {
  const { t } = useView();
  if (!preview) return null;
  const { close, grant } = preview.counts;
  return (
    <ul class="stack-s">
      {close > 0 && <li>{t('sweep.approve.closes', { n: close, days: sweep.noticeDays })}</li>}
      {grant > 0 && <li>{t('sweep.approve.grants', { n: grant })}</li>}
      {close + grant === 0 && <li>{t('sweep.says.nothing.text')}</li>}
      <li>{t('sweep.approve.later')}</li>
      <li class="dim">{t('sweep.approve.text', { hash: preview.hash.slice(0, SHORT_HASH) })}</li>
    </ul>
  );
}
