import type { FormState } from '../../http/form.ts';
import { Banner, Button, Card, Field, Form } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { actorWords } from '../shared/names.ts';
import { SHORT_HASH } from './basis.tsx';
import type { SweepView } from './load.ts';

/** What is asked for while a plan awaits approval: the form for who may approve, a sentence for everybody else. */
export function ApproveCard({ view, form }: { view: SweepView; form: FormState }) {
  const { t, fmt } = useView();
  const { sweep, preview, may, names } = view;
  if (!preview) return null;
  if (!may.approve) {
    return (
      <Banner tone="warn" title={t(may.planner ? 'sweep.approve.yours' : 'sweep.approve.wait')}>
        <p>{may.planner ? t('sweep.approve.yours.text') : t('sweep.approve.wait.text', { name: actorWords(sweep.plannedBy, names, t) })}</p>
      </Banner>
    );
  }
  const { typedNumber } = preview.approval;
  return (
    <Card title={t('sweep.approve.head')} tone="warn">
      <div class="halves">
        <div class="stack-s">
          {typedNumber !== null && <p><strong>{t('sweep.approve.guard', { share: fmt.percent(preview.shareClosed), guard: fmt.percent(preview.guardShare), n: fmt.number(typedNumber) })}</strong></p>}
          <p class="dim">{t('sweep.approve.text', { hash: preview.hash.slice(0, SHORT_HASH) })}</p>
        </div>
        <Form action={`/console/sweeps/${sweep.id}/approve`} id="approve" hidden={{ hash: preview.hash }} state={form} actions={<Button kind="primary" icon="check">{t('sweep.approve.do')}</Button>}>
          {typedNumber !== null && <Field name="confirmClosings" label={t('sweep.approve.number')} unit={t('sweep.approve.unit')} inputmode="numeric" autocomplete="off" width="short" required />}
        </Form>
      </div>
    </Card>
  );
}
