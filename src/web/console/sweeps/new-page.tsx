import { civilDate } from '../../../lib/workdays.ts';
import { type Permission, PERMISSIONS } from '../../../policy/index.ts';
import type { FormState } from '../../http/form.ts';
import { Button, Card, ConsoleShell, EmptyState, Field, Form, LinkButton, PageHead } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { RequirementLines } from '../policies/requirement.tsx';
import type { Requirement } from '../policies/requirement-words.ts';

export interface Plannable {
  permission: Permission;
  /** Of the policy in force; null where none is. */
  version: number | null;
  requirements: readonly Requirement[];
}

export function NewSweepPage({ plannable, form }: { plannable: Plannable[]; form: FormState }) {
  const { t } = useView();
  const title = t('sweep.new.title');
  const some = plannable.some(({ version }) => version !== null);
  return (
    <ConsoleShell title={title} nav="sweeps">
      <PageHead title={title} lead={t('sweep.new.lead')} crumbs={[{ href: '/console/sweeps', label: t('sweeps.title') }]} />
      {some ? (
        <div class="cols">
          <NewSweepForm plannable={plannable} form={form} />
          <aside class="stack" aria-label={t('sweep.new.next')}>
            {plannable.map((each) => <Asked plannable={each} />)}
            <Next />
          </aside>
        </div>
      ) : (
        <EmptyState title={t('sweep.new.none')} icon="policy" action={<LinkButton href="/console/policies">{t('policy.title')}</LinkButton>}>{t('sweep.new.none.do')}</EmptyState>
      )}
    </ConsoleShell>
  );
}

function NewSweepForm({ plannable, form }: { plannable: Plannable[]; form: FormState }) {
  const { t, fmt, now, locale } = useView();
  const options = plannable.map(({ permission, version }) => ({
    value: version === null ? permission : `${permission}@${version}`,
    label: PERMISSIONS[permission][locale],
    hint: version === null ? t('sweep.new.no_policy') : t('sweep.new.version', { version }),
    disabled: version === null,
  }));
  return (
    <Form action="/console/sweeps/new" state={form} actions={<><Button kind="primary">{t('sweep.new.submit')}</Button><LinkButton href="/console/sweeps" kind="quiet">{t('ui.cancel')}</LinkButton></>}>
      <Field type="radio" name="permission" label={t('sweep.new.permission')} options={options} required />
      <Field name="noticeDays" label={t('sweep.new.days')} hint={t('sweep.new.days.hint')} unit={t('sweep.new.days.unit')} inputmode="numeric" width="short" required />
      <Field type="radio" name="when" label={t('sweep.new.when')} required options={[
        { value: 'now', label: t('sweep.new.when.now') },
        { value: 'at', label: t('sweep.new.when.at'), hint: t('sweep.new.when.at.hint') },
      ]} />
      <div class="halves sweep-when">
        <Field type="date" name="date" label={t('sweep.new.date')} min={civilDate(now)} />
        <Field name="time" label={t('sweep.new.time')} placeholder={fmt.time(now)} inputmode="text" width="short" />
      </div>
    </Form>
  );
}

function Asked({ plannable: { permission, version, requirements } }: { plannable: Plannable }) {
  const { t, locale } = useView();
  if (version === null) return null;
  return (
    <Card title={PERMISSIONS[permission][locale]} actions={<a href={`/console/policies/${permission}/${version}`}>{t('policy.version', { version })}</a>}>
      <RequirementLines requirements={requirements} />
    </Card>
  );
}

function Next() {
  const { t } = useView();
  return (
    <Card title={t('sweep.new.next')}>
      <ol class="stack-s">
        <li>{t('sweep.new.next.1')}</li>
        <li>{t('sweep.new.next.2')}</li>
        <li>{t('sweep.new.next.3')}</li>
        <li>{t('sweep.new.next.4')}</li>
      </ol>
    </Card>
  );
}
