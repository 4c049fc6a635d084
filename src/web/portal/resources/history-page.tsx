import type { Hono } from 'hono';
import { diffVersions, type FieldChange, getResource, type HistoryEntry, recordHistory, type ResourceView } from '../../../records/index.ts';
import type { PortalEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { Badge, Button, Card, Diff, KeyValue, PageHead, PortalShell, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { idOf } from '../../http/id-of.ts';
import { diffRows, fieldLabel, FieldText } from './field-words.tsx';
import { type Names, namesOf, who } from './who.ts';

/** As many versions are shown at once. */
const SHOWN = 30;

interface Compared {
  from: number;
  to: number;
  changes: FieldChange[];
}

/** `/portal/resources/:id/history`: every version with what it changed; `?from=&to=` compares any two. */
export function addHistory(app: Hono<PortalEnv>): void {
  app.get('/resources/:id/history', async (c) => {
    const ctx = c.get('ctx');
    const resource = await getResource(ctx, idOf(c.req.param('id')));
    const versions = await recordHistory(ctx, { resourceId: resource.id });
    const names = await namesOf(ctx, versions);
    const [from, to] = [c.req.query('from'), c.req.query('to')].map((text) => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined));
    const compared = from !== undefined && to !== undefined ? { from, to, changes: from === to ? [] : await diffVersions(ctx, { resourceId: resource.id, from, to }) } : undefined;
    const before = Number(/^\d{1,9}$/.exec(c.req.query('before') ?? '')?.[0] ?? Number.MAX_SAFE_INTEGER);
    return render(c, <HistoryPage resource={resource} versions={versions} names={names} compared={compared} before={before} />);
  });
}

function HistoryPage({ resource, versions, names, compared, before }: { resource: ResourceView; versions: HistoryEntry[]; names: Names; compared: Compared | undefined; before: number }) {
  const { t, locale } = useView();
  const name = String(resource.fields.name ?? resource.url);
  const shown = versions.filter(({ version }) => version < before).slice(0, SHOWN);
  const oldest = shown.at(-1)?.version ?? 0;
  return (
    <PortalShell title={t('record.history.title')} nav="resources">
      <PageHead title={t('record.history.title')} lead={t('record.history.lead', { name, n: versions.length })} crumbs={[{ href: '/portal/resources', label: t('resources.title') }, { href: `/portal/resources/${resource.id}`, label: name }]} />
      {versions.length > 1 && <Compare versions={versions} compared={compared} />}
      {compared && <Card title={t('record.history.compared', { from: compared.from, to: compared.to })}>{compared.from === compared.to ? <p class="dim">{t('record.history.compare.same')}</p> : <Diff rows={diffRows(compared.changes, locale)} label={t('record.history.compare.title')} />}</Card>}
      {!compared && <div class="stack">{shown.map((entry) => <Version entry={entry} current={entry.version === resource.currentVersion} names={names} />)}</div>}
      {!compared && oldest > 1 && <p><a href={`/portal/resources/${resource.id}/history?before=${oldest}`}>{t('record.history.older')}</a></p>}
    </PortalShell>
  );
}

/** Any two versions; numbers, so that a record of hundreds stays a small form. */
function Compare({ versions, compared }: { versions: HistoryEntry[]; compared: Compared | undefined }) {
  const { t, fmt } = useView();
  const choices = versions.slice(0, 100);
  const select = (name: 'from' | 'to', label: string, chosen: number | undefined) => (
    <label class="filter"><span>{label}</span>
      <select name={name}>{choices.map(({ version, createdAt }) => <option value={String(version)} selected={version === chosen}>{t('record.history.version', { version })} · {fmt.day(createdAt)}</option>)}</select>
    </label>
  );
  return (
    <form method="get" class="row filters compare" aria-label={t('record.history.compare.title')}>
      {select('from', t('record.history.from'), compared?.from ?? choices[1]?.version)}
      {select('to', t('record.history.to'), compared?.to ?? choices[0]?.version)}
      <Button>{t('record.history.compare')}</Button>
    </form>
  );
}

function Version({ entry, current, names }: { entry: HistoryEntry; current: boolean; names: Names }) {
  const view = useView();
  const { t, locale } = view;
  return (
    <Card title={<>{t('record.history.version', { version: entry.version })} {current && <Badge tone="good">{t('record.history.current')}</Badge>}</>}>
      <p class="dim"><Time at={entry.createdAt} /> · {who(entry.changedBy, names, view)}{entry.version === 1 && <> · {t('record.history.first')}</>}</p>
      {entry.version === 1 ? (
        <KeyValue items={entry.changes.map(({ field, after }) => ({ label: fieldLabel(field, locale), value: <FieldText field={field} value={after} /> }))} />
      ) : (
        <Diff rows={diffRows(entry.changes, locale)} label={t('record.history.version', { version: entry.version })} />
      )}
    </Card>
  );
}
