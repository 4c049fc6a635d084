import type { Hono } from 'hono';
import { siteReports } from '../../../crawl/index.ts';
import { listMessages } from '../../../notices/index.ts';
import { affiliateStandings } from '../../../policy/index.ts';
import { listCases } from '../../../reviews/index.ts';
import { render } from '../../http/render.tsx';
import type { PortalEnv } from '../context.ts';
import { HomeView } from './home-view.tsx';

/** `/portal`: where each permission stands and the one thing to do about it. */
export function addHomePage(app: Hono<PortalEnv>): void {
  app.get('/', async (c) => {
    const [ctx, affiliateId] = [c.get('ctx'), c.get('affiliateId')];
    const [standings, sites, { messages }, cases] = await Promise.all([
      affiliateStandings(ctx, affiliateId),
      siteReports(ctx, affiliateId),
      listMessages(ctx, { affiliateId, limit: 3, locale: c.get('view').locale }),
      listCases(ctx, { affiliateId, state: 'open' }),
    ]);
    return render(c, <HomeView standings={standings} sites={sites} messages={messages} cases={cases} />);
  });
}
