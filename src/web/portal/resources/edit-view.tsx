import { type FieldValue, KINDS, type ResourceView } from '../../../records/index.ts';
import type { FormState } from '../../http/form.ts';
import { Banner, Button, Diff, Form, LinkButton, PageHead, PortalShell } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { diffRows } from './field-words.tsx';
import type { Merged } from './merge.ts';
import { RecordFormFields } from './record-form.tsx';

/** What somebody else saved while this form was open. */
export interface ChangedMeanwhile {
  version: number;
  at: Date;
  by: string;
  theirs: Record<string, FieldValue>;
  entered: Record<string, string>;
  merged: Merged;
}

export function EditPage({ resource, form, changed }: { resource: ResourceView; form: FormState; changed?: ChangedMeanwhile | undefined }) {
  const { t } = useView();
  const path = `/portal/resources/${resource.id}`;
  const kind = KINDS.find((each) => each === form.values.kind) ?? resource.kind;
  return (
    <PortalShell title={t('record.edit.title')} nav="resources">
      <PageHead title={t('record.edit.title')} lead={t('record.edit.lead')} crumbs={[{ href: '/portal/resources', label: t('resources.title') }, { href: path, label: String(resource.fields.name ?? resource.url) }]} />
      {changed && <Changed changed={changed} />}
      <Form action={`${path}/edit`} hidden={{ version: resource.currentVersion }} state={form}
        actions={<><Button kind="primary">{t('record.edit.submit')}</Button><LinkButton href={path} kind="quiet">{t('record.edit.cancel')}</LinkButton></>}>
        {kind === 'site' && <p class="dim">{t('record.edit.move_note')}</p>}
        <RecordFormFields kind={kind} kinds />
      </Form>
    </PortalShell>
  );
}

function Changed({ changed }: { changed: ChangedMeanwhile }) {
  const { t, fmt, locale } = useView();
  const { both, taken } = changed.merged;
  const rows = (fields: readonly string[]) => diffRows(fields.map((field) => ({ field, before: changed.theirs[field] ?? null, after: changed.entered[field] ?? null })), locale);
  return (
    <>
      <Banner tone="warn" title={t('record.conflict.title')}>
        <p>{t('record.conflict.body', { who: changed.by, moment: fmt.moment(changed.at), version: changed.version })}</p>
      </Banner>
      {both.length > 0 && <div class="card"><h2>{t('record.conflict.both')}</h2><p class="dim">{t('record.conflict.theirs')} → {t('record.conflict.yours')}</p><Diff rows={rows(both)} label={t('record.conflict.both')} /></div>}
      {taken.length > 0 && <div class="card"><h2>{t('record.conflict.merged')}</h2><p class="dim">{t('record.conflict.yours')} → {t('record.conflict.theirs')}</p><Diff rows={rows(taken).map(({ label, before, after }) => ({ label, before: after, after: before }))} label={t('record.conflict.merged')} /></div>}
    </>
  );
}
