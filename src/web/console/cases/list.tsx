import type { Hono } from 'hono';
import { z } from 'zod';
import { type CasePage, CasePageInput, openCaseCounts, pageCases } from '../../../reviews/index.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { ConsoleShell, EmptyState, PageHead, Table, Tabs, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { AffiliateLink, Decision, Due, PermissionName } from '../desk/bits.tsx';
import { asked, linkTo } from '../desk/query.ts';

const PAGE = 50;
const PATH = '/console/cases';
type CaseState = 'open' | 'decided';

/** `/console/cases`: the open ones by when they are due; the decided ones, newest first. */
export function addCaseList(app: Hono<ConsoleEnv>): void {
  app.get('/cases', async (c) => {
    const ctx = c.get('ctx');
    const state = asked(c, 'state', z.enum(['open', 'decided'])) ?? 'open';
    const cursor = asked(c, 'cursor', CasePageInput.shape.cursor);
    const [page, counts] = await Promise.all([pageCases(ctx, { state, order: state === 'open' ? 'due' : 'newest', ...(cursor === undefined ? {} : { cursor }), limit: PAGE }), openCaseCounts(ctx)]);
    return render(c, <CaseList page={page} state={state} open={counts.open} first={cursor === undefined} />);
  });
}

function CaseList({ page, state, open, first }: { page: CasePage; state: CaseState; open: number; first: boolean }) {
  const { t, now } = useView();
  const overdue = (each: CasePage['cases'][number]): boolean => each.state === 'open' && each.dueAt <= now;
  return (
    <ConsoleShell title={t('console.cases.title')} nav="cases">
      <PageHead title={t('console.cases.title')} lead={t('console.cases.lead')} />
      <Tabs label={t('console.cases.tabs')} tabs={[
        { href: PATH, label: t('console.cases.open'), current: state === 'open', count: open },
        { href: linkTo(PATH, { state: 'decided' }), label: t('console.cases.decided'), current: state === 'decided' },
      ]} />
      <Table
        caption={t('console.cases.title')}
        rows={page.cases}
        rowTone={(each) => (overdue(each) ? 'bad' : undefined)}
        columns={[
          { key: 'case', title: t('console.cases.title'), nowrap: true, cell: (each) => <a href={`${PATH}/${each.id}`}>{t('console.case.title', { id: each.id })}</a> },
          { key: 'affiliate', title: t('console.col.affiliate'), cell: (each) => <AffiliateLink id={each.affiliateId} name={each.affiliateName} memberId={each.memberId} /> },
          { key: 'permission', title: t('console.col.permission'), nowrap: true, cell: (each) => <PermissionName permission={each.permission} /> },
          { key: 'asked', title: t('console.cases.asked'), nowrap: true, cell: (each) => <Time at={each.askedAt} /> },
          state === 'open'
            ? { key: 'due', title: t('console.cases.due'), nowrap: true, cell: (each) => <Due at={each.dueAt} overdue={overdue(each)} /> }
            : { key: 'decided', title: t('console.cases.decided_at'), nowrap: true, cell: (each) => each.decidedAt && <Time at={each.decidedAt} /> },
          ...(state === 'open' ? [] : [{ key: 'decision', title: t('console.cases.decision'), nowrap: true, cell: (each: CasePage['cases'][number]) => each.decision && <Decision decision={each.decision} /> }]),
        ]}
        empty={<EmptyState icon="review" title={state === 'open' ? t('console.cases.none_open') : t('console.cases.none_decided')}>{state === 'open' && t('console.cases.none_open_do')}</EmptyState>}
        pager={{ newer: first ? null : linkTo(PATH, { state }), older: page.next === null ? null : linkTo(PATH, { state, cursor: page.next }) }}
      />
    </ConsoleShell>
  );
}
