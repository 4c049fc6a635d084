import type { Hono } from 'hono';
import { type AuditPage, type AuditPerson, listAudit, listAuditPeople } from '../../../auth/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { ConsoleShell, EmptyState, FilterBar, PageHead, Table, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { actorWords, type Names, namesOf } from '../desk/names.ts';
import { linkTo } from '../desk/query.ts';
import { actionOptions } from './action-options.ts';
import { type Asked, filterOf, KINDS, readAsked } from './asked.ts';
import { Changes } from './changes.tsx';
import { actionWords, refsOf, subjectOf } from './entry-words.ts';

const PATH = '/console/audit';
const PAGE = 15;

/** `/console/audit`: who did what, newest first; by action, day, person, or about one affiliate, sweep or case. */
export function addAudit(app: Hono<ConsoleEnv>): void {
  app.get('/audit', async (c) => {
    const ctx = c.get('ctx');
    const wanted = readAsked(c);
    const filter = await filterOf(ctx, wanted);
    const [page, people] = await Promise.all([filter === null ? { items: [], next: null } : listAudit(ctx, { ...filter, limit: PAGE }), listAuditPeople(ctx)]);
    return render(c, <AuditLog page={page} names={await namesOf(ctx, refsOf(page.items))} people={people} wanted={wanted} />);
  });
}

function AuditLog({ page, names, people, wanted }: { page: AuditPage; names: Names; people: AuditPerson[]; wanted: Asked }) {
  const { t, locale } = useView();
  const { before, ...query } = wanted;
  return (
    <ConsoleShell title={t('console.audit.title')} nav="audit">
      <PageHead title={t('console.audit.title')} lead={t('console.audit.lead')} />
      <Table
        caption={t('console.audit.title')}
        rows={page.items}
        filters={<Filters people={people} wanted={wanted} />}
        columns={[
          { key: 'at', title: t('console.col.time'), nowrap: true, cell: (entry) => <Time at={entry.at} /> },
          { key: 'actor', title: t('console.audit.actor'), nowrap: true, cell: (entry) => actorWords(entry.actor, names, t) },
          { key: 'action', title: t('console.audit.action'), wide: true, cell: (entry) => <>{actionWords(entry.action, t)}<Changes entry={entry} /></> },
          { key: 'subject', title: t('console.audit.subject'), cell: (entry) => {
            const { words, href } = subjectOf(entry, names, locale, t);
            return href === null ? <span class="any">{words}</span> : <a href={href}>{words}</a>;
          } },
        ]}
        empty={<EmptyState icon="audit" title={t('console.audit.none')}>{t('console.audit.none_do')}</EmptyState>}
        pager={{ newer: before === undefined ? null : linkTo(PATH, query), older: page.next === null ? null : linkTo(PATH, { ...query, before: page.next }) }}
      />
    </ConsoleShell>
  );
}

function Filters({ people, wanted }: { people: AuditPerson[]; wanted: Asked }) {
  const { t } = useView();
  const actors = [...people.map(({ staffId, name }) => ({ value: `staff:${staffId}`, label: name })), { value: 'system', label: t('console.actor.system') }, { value: 'operator', label: t('console.actor.operator') }];
  return (
    <FilterBar action={PATH} filters={[
      { type: 'select', name: 'action', label: t('console.audit.action'), value: wanted.action, options: actionOptions(t) },
      { type: 'select', name: 'actor', label: t('console.audit.actor'), value: wanted.actor, options: actors },
      { type: 'date', name: 'from', label: t('console.audit.from'), value: wanted.from },
      { type: 'date', name: 'to', label: t('console.audit.to'), value: wanted.to },
      { type: 'select', name: 'about', label: t('console.audit.subject'), value: wanted.about, options: KINDS.map((kind) => ({ value: kind, label: t(`console.subject_kind.${kind}`) })) },
      { type: 'text', name: 'number', label: t('console.audit.subject_id'), value: wanted.number },
    ]} />
  );
}
