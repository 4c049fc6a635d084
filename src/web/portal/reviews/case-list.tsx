import type { Hono } from 'hono';
import { z } from 'zod';
import { PERMISSIONS, type Permission } from '../../../policy/index.ts';
import { canAskReReview, pageCases, type ReviewCase } from '../../../reviews/index.ts';
import type { PortalEnv } from '../context.ts';
import { render } from '../../http/render.tsx';
import { EmptyState, LinkButton, PageHead, PortalShell, Table, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { pagesAround } from '../messages/pages-around.ts';
import { nameOf } from '../permissions/standing.tsx';
import { CaseBadge } from './case-words.tsx';
import { lastDay } from './due.ts';

const Query = z.object({ after: z.coerce.number().int().positive().optional().catch(undefined), trail: z.string().optional() });

/** `/portal/reviews`: what was asked for, the latest first. */
export function addCaseList(app: Hono<PortalEnv>): void {
  app.get('/reviews', async (c) => {
    const [ctx, affiliateId] = [c.get('ctx'), c.get('affiliateId')];
    const { after, trail } = Query.parse(c.req.query());
    const [{ cases, next }, can] = await Promise.all([
      pageCases(ctx, { affiliateId, limit: 20, ...(after === undefined ? {} : { cursor: String(after) }) }),
      canAskReReview(ctx, affiliateId),
    ]);
    const askable = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => can[permission].ok);
    return render(c, <CasesPage cases={cases} askable={askable} pages={pagesAround('/portal/reviews', after, next === null ? null : Number(next), trail)} />);
  });
}

interface CasesProps {
  cases: readonly ReviewCase[];
  /** Permissions for which a re-review can be asked now. */
  askable: readonly string[];
  pages: { newer: string | null; older: string | null };
}

function CasesPage({ cases, askable, pages }: CasesProps) {
  const view = useView();
  const { t, fmt } = view;
  const ask = askable.map((permission, index) => (
    <LinkButton href={`/portal/reviews/new?permission=${permission}`} kind={index === 0 ? 'primary' : 'plain'} icon="review">{askable.length === 1 ? t('portal.reviews.ask') : t('portal.reviews.ask_for', { name: nameOf(view, permission) })}</LinkButton>
  ));
  return (
    <PortalShell title={t('portal.reviews')} nav="reviews">
      <PageHead title={t('portal.reviews')} lead={t('portal.reviews.lead')} actions={cases.length > 0 && ask.length > 0 ? <>{ask}</> : undefined} />
      <Table
        caption={t('portal.reviews')}
        rows={cases}
        empty={<EmptyState title={t('portal.reviews.none')} icon="review" action={ask.length > 0 ? <>{ask}</> : undefined}><p>{ask.length > 0 ? t('portal.reviews.none_can') : t('portal.reviews.none_need')}</p></EmptyState>}
        pager={pages}
        columns={[
          { key: 'what', title: t('portal.reviews.what'), wide: true, cell: (each) => <a href={`/portal/reviews/${each.id}`}>{nameOf(view, each.permission)}</a> },
          { key: 'state', title: t('portal.reviews.state'), cell: (each) => <CaseBadge of={each} /> },
          { key: 'asked', title: t('portal.reviews.asked'), nowrap: true, cell: (each) => <Time at={each.askedAt} as="date" /> },
          { key: 'due', title: t('portal.reviews.due'), nowrap: true, cell: (each) => (each.decidedAt ? <Time at={each.decidedAt} as="date" /> : t('portal.case.by', { date: fmt.date(lastDay(each.dueAt)) })) },
        ]}
      />
    </PortalShell>
  );
}
