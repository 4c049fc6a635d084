import type { Hono } from 'hono';
import { affiliateStandings } from '../../../policy/index.ts';
import { caseProgress, getCase } from '../../../reviews/index.ts';
import { siteReports } from '../../../crawl/index.ts';
import type { PortalContext, PortalEnv } from '../context.ts';
import { fragment, render } from '../../http/render.tsx';
import { PageHead, Poll, PortalShell } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { idOf } from '../../http/id-of.ts';
import { nameOf } from '../permissions/standing.tsx';
import { CaseDue, type CaseFacts, CaseView } from './case-view.tsx';
import { CaseSteps } from './case-steps.tsx';

/** `/portal/reviews/:id`, and the pieces of it that are fetched again while it is open. */
export function addCasePage(app: Hono<PortalEnv>): void {
  app.get('/reviews/:id', async (c) => {
    const facts = await factsOf(c);
    return render(c, <CasePage facts={facts} />);
  });
  app.get('/reviews/:id/live', async (c) => {
    const facts = await factsOf(c);
    return fragment(c, <CaseView facts={facts} />, { done: facts.review.state === 'decided' });
  });
  app.get('/reviews/:id/steps', async (c) => {
    const progress = await caseProgress(c.get('ctx'), idOf(c.req.param('id'), 'case'));
    return fragment(c, <CaseSteps progress={progress} />, { done: progress.state === 'decided' });
  });
}

async function factsOf(c: PortalContext): Promise<CaseFacts> {
  const [ctx, affiliateId] = [c.get('ctx'), c.get('affiliateId')];
  const id = idOf(c.req.param('id') ?? '', 'case');
  const [review, progress, standings, sites] = await Promise.all([getCase(ctx, id), caseProgress(ctx, id), affiliateStandings(ctx, affiliateId), siteReports(ctx, affiliateId)]);
  return { review, progress, standing: standings.find(({ permission }) => permission === review.permission), sites };
}

function CasePage({ facts }: { facts: CaseFacts }) {
  const view = useView();
  const { t, fmt } = view;
  const { review } = facts;
  return (
    <PortalShell title={t('portal.case.title')} nav="reviews">
      <PageHead
        title={t('portal.case.of', { name: nameOf(view, review.permission) })}
        lead={t('portal.case.asked_on', { date: fmt.date(review.askedAt) })}
        crumbs={[{ href: '/portal/reviews', label: t('portal.reviews') }]}
      />
      {review.state === 'open' ? (
        <>
          <CaseDue facts={facts} />
          <Poll url={`/portal/reviews/${review.id}/live`}><CaseView facts={facts} /></Poll>
        </>
      ) : <CaseView facts={facts} />}
    </PortalShell>
  );
}
