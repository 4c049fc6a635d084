import type { Hono } from 'hono';
import { z } from 'zod';
import { type AuditPage, listAudit, listStaff } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { searchAffiliates } from '../../../records/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { ConsoleShell, EmptyState, FilterBar, PageHead, Table, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { actorWords, type Names, namesOf } from '../shared/names.ts';
import { asked, linkTo } from '../shared/query.ts';
import { Changes } from './changes.tsx';
import { actionWords, refsOf, subjectOf } from './entry-words.ts';

const PATH = '/console/audit';
const PAGE = 40;
const KINDS = ['affiliate', 'sweep', 'case'] as const;

interface Asked {
  actor: string | undefined;
  about: (typeof KINDS)[number] | undefined;
  number: string | undefined;
}

/** `/console/audit`: who did what, newest first; by person, or about one affiliate, sweep or case. */
export function addAudit(app: Hono<ConsoleEnv>): void {
  app.get('/audit', async (c) => {
    const ctx = c.get('ctx');
    const wanted: Asked = {
      actor: asked(c, 'actor', z.string().regex(/^(staff:\d{1,15}|system|operator)$/)),
      about: asked(c, 'about', z.enum(KINDS)),
      number: asked(c, 'number', z.string().trim().regex(/^\d{1,15}$/)),
    };
    const before = asked(c, 'before', z.coerce.number().int().positive());
    const subject = await subjectAsked(ctx, wanted);
    const page: AuditPage = subject === null ? { items: [], next: null } : await listAudit(ctx, { ...subject, ...(wanted.actor === undefined ? {} : { actor: wanted.actor }), ...(before === undefined ? {} : { before }), limit: PAGE });
    // Who may see what the staff did may see their names; the list itself is the administrators'.
    const [names, staff] = await Promise.all([namesOf(ctx, refsOf(page.items)), listStaff({ ...ctx, actor: { kind: 'system' } }, { limit: 200 })]);
    return render(c, <AuditLog page={page} names={names} people={staff.items} wanted={wanted} first={before === undefined} />);
  });
}

/** The subject that was asked for; null when it does not exist. A kind without a number asks for nothing. */
async function subjectAsked(ctx: Ctx, { about, number }: Asked): Promise<{ subjectKind?: string; subjectId?: string } | null> {
  if (about === undefined || number === undefined) return {};
  if (about !== 'affiliate') return { subjectKind: about, subjectId: number };
  const found = (await searchAffiliates(ctx, { memberId: number, limit: 1 })).affiliates[0];
  return found ? { subjectKind: about, subjectId: String(found.id) } : null;
}

function AuditLog({ page, names, people, wanted, first }: { page: AuditPage; names: Names; people: { id: number; name: string }[]; wanted: Asked; first: boolean }) {
  const { t, locale } = useView();
  const query = { actor: wanted.actor, about: wanted.about, number: wanted.number };
  return (
    <ConsoleShell title={t('console.audit.title')} nav="audit">
      <PageHead title={t('console.audit.title')} lead={t('console.audit.lead')} />
      <Table
        caption={t('console.audit.title')}
        rows={page.items}
        filters={<FilterBar action={PATH} filters={[
          { type: 'select', name: 'actor', label: t('console.audit.actor'), value: wanted.actor, options: [...people.map(({ id, name }) => ({ value: `staff:${id}`, label: name })), { value: 'system', label: t('console.actor.system') }, { value: 'operator', label: t('console.actor.operator') }] },
          { type: 'select', name: 'about', label: t('console.audit.subject'), value: wanted.about, options: KINDS.map((kind) => ({ value: kind, label: t(`console.subject_kind.${kind}`) })) },
          { type: 'text', name: 'number', label: t('console.audit.subject_id'), value: wanted.number },
        ]} />}
        columns={[
          { key: 'at', title: t('console.col.time'), nowrap: true, cell: (entry) => <Time at={entry.at} /> },
          { key: 'actor', title: t('console.audit.actor'), nowrap: true, cell: (entry) => actorWords(entry.actor, names, t) },
          { key: 'action', title: t('console.audit.action'), wide: true, cell: (entry) => <><span>{actionWords(entry.action, t)}</span><Changes entry={entry} /></> },
          { key: 'subject', title: t('console.audit.subject'), cell: (entry) => {
            const { words, href } = subjectOf(entry, names, locale, t);
            return href === null ? <span class="any">{words}</span> : <a href={href}>{words}</a>;
          } },
        ]}
        empty={<EmptyState icon="audit" title={t('console.audit.none')}>{t('console.audit.none_do')}</EmptyState>}
        pager={{ newer: first ? null : linkTo(PATH, query), older: page.next === null ? null : linkTo(PATH, { ...query, before: page.next }) }}
      />
    </ConsoleShell>
  );
}
