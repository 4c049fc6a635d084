import type { Hono } from 'hono';
import { KINDS, registerResource, type ResourceKind } from '../../../records/index.ts';
import { leaveFlash } from '../../http/cookies.ts';
import type { PortalEnv } from '../../http/env.ts';
import { EMPTY_FORM, type FormState, readForm, refused } from '../../http/form.ts';
import { render } from '../../http/render.tsx';
import { Button, Form, Icon, LinkButton, PageHead, PortalShell } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { KIND_ICON } from './kind-icon.ts';
import { takenBeside } from './taken-beside.ts';
import { RecordFormFields } from './record-form.tsx';
import { RecordForm } from './record-schema.ts';

/** `/portal/resources/new`: the kind first, then its fields. */
export function addNew(app: Hono<PortalEnv>): void {
  app.get('/resources/new', (c) => {
    const kind = KINDS.find((each) => each === c.req.query('kind'));
    return render(c, kind ? <NewPage kind={kind} form={EMPTY_FORM} /> : <KindPage />);
  });
  app.post('/resources/new', async (c) => {
    const read = await readForm(c, RecordForm);
    const kind = KINDS.find((each) => each === read.form.values.kind);
    if (!kind) return render(c, <KindPage />, 422);
    if (!read.ok) return render(c, <NewPage kind={kind} form={read.form} />, 422);
    try {
      const made = await registerResource(c.get('ctx'), { affiliateId: c.get('affiliateId'), fields: read.value });
      leaveFlash(c, 'good', kind === 'site' ? 'record.new.done.site' : 'record.new.done.other');
      return c.redirect(`/portal/resources/${made.id}`, 303);
    } catch (error) {
      return render(c, <NewPage kind={kind} form={takenBeside(c, error, refused(c, error, read.form))} />, 422);
    }
  });
}

const CRUMBS = '/portal/resources';

function KindPage() {
  const { t } = useView();
  return (
    <PortalShell title={t('record.new.title')} nav="resources">
      <PageHead title={t('record.new.title')} lead={t('record.new.lead')} crumbs={[{ href: CRUMBS, label: t('resources.title') }]} />
      <h2>{t('record.new.kind')}</h2>
      <ul class="kind-list">
        {KINDS.map((kind) => (
          <li class="card">
            <span class="kind-mark"><Icon name={KIND_ICON[kind]} size={24} /></span>
            <div><a class="kind-link" href={`/portal/resources/new?kind=${kind}`}><strong>{t(`resources.kind.${kind}`)}</strong></a><p class="dim">{t(`record.kind.${kind}.hint`)}</p></div>
            <Icon name="arrow" />
          </li>
        ))}
      </ul>
    </PortalShell>
  );
}

function NewPage({ kind, form }: { kind: ResourceKind; form: FormState }) {
  const { t } = useView();
  return (
    <PortalShell title={t('record.new.title')} nav="resources">
      <PageHead title={t('record.new.title')} lead={<>{t(`resources.kind.${kind}`)} · <a href="/portal/resources/new">{t('record.new.kind.change')}</a></>} crumbs={[{ href: CRUMBS, label: t('resources.title') }]} />
      <Form action="/portal/resources/new" hidden={{ kind }} state={form}
        actions={<><Button kind="primary">{t('record.new.submit')}</Button><LinkButton href={CRUMBS} kind="quiet">{t('record.edit.cancel')}</LinkButton></>}>
        <RecordFormFields kind={kind} />
      </Form>
    </PortalShell>
  );
}
