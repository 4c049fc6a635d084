import type { Hono } from 'hono';
import { siteReports } from '../../../crawl/index.ts';
import { notFound } from '../../../lib/errors.ts';
import { affiliateStandings, standingHistory } from '../../../policy/index.ts';
import { caseProgress, listCases } from '../../../reviews/index.ts';
import type { PortalEnv } from '../context.ts';
import { render } from '../../http/render.tsx';
import { PermissionView } from './permission-view.tsx';

/** `/portal/permissions/:permission`: what it asks for, where the affiliate stands, and what happened so far. */
export function addPermissionPage(app: Hono<PortalEnv>): void {
  app.get('/permissions/:permission', async (c) => {
    const [ctx, affiliateId] = [c.get('ctx'), c.get('affiliateId')];
    const name = c.req.param('permission');
    const standing = (await affiliateStandings(ctx, affiliateId)).find(({ permission }) => permission === name);
    if (!standing) throw notFound('permission', name);
    const { permission } = standing;
    const [sites, history, open] = await Promise.all([
      siteReports(ctx, affiliateId),
      standingHistory(ctx, { affiliateId, permission, limit: 50 }),
      listCases(ctx, { affiliateId, state: 'open' }),
    ]);
    const review = open.find((each) => each.permission === permission);
    const progress = review && (await caseProgress(ctx, review.id));
    return render(c, <PermissionView standing={standing} sites={sites} events={history.events} open={review} progress={progress} />);
  });
}
