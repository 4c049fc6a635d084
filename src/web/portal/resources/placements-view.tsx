import type { ResourceView } from '../../../records/index.ts';
import type { FormState } from '../../http/form.ts';
import { Button, Card, Code, Field, Form } from '../../ui/index.ts';
import { useView } from '../../view.ts';

/** The PIDs of a resource, and a form for one more. */
export function Placements({ site, form }: { site: ResourceView; form: FormState }) {
  const { t, fmt, affiliate } = useView();
  return (
    <Card title={t('resources.pids')} id="pids">
      <p class="dim">{t('resources.pids.lead')}</p>
      {site.placements.length === 0 ? <p>{t('resources.pids.none')}</p> : <ul class="pid-list">{site.placements.map(({ pid, createdAt }) => <li class="spread"><Code copy>{pid}</Code><span class="dim small">{t('resources.pids.since', { date: fmt.date(createdAt) })}</span></li>)}</ul>}
      <Form id="pid" action={`/portal/resources/${site.id}/placements`} state={form} actions={<Button icon="plus">{t('resources.pids.add')}</Button>}>
        <Field name="pid" label={t('resources.pids.label')} hint={t('resources.pids.hint', { member: affiliate?.memberId ?? '' })} required maxlength={60} />
      </Form>
    </Card>
  );
}
