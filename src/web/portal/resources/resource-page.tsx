import type { Hono } from 'hono';
import { getResource } from '../../../records/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import type { PortalEnv } from '../../http/env.ts';
import { EMPTY_FORM } from '../../http/form.ts';
import { fragment, render } from '../../http/render.tsx';
import { idOf } from '../../http/id-of.ts';
import { readReport } from '../../report/index.ts';
import { LinkButton } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { recordHistory } from '../../../records/index.ts';
import { ResourcePage, type ResourcePageProps } from './resource-view.tsx';
import { awaitsVisit, VisitState } from './visit-state.tsx';
import { namesOf } from './who.ts';

/** `/portal/resources/:id`: one resource with everything about it, and the piece that tells when its visit is done. */
export function addResource(app: Hono<PortalEnv>): void {
  app.get('/resources/:id', async (c) => render(c, <ResourcePage {...await readResourcePage(c.get('ctx'), idOf(c.req.param('id')))} pidForm={EMPTY_FORM} />));
  app.get('/resources/:id/visit', async (c) => {
    const site = await getResource(c.get('ctx'), idOf(c.req.param('id')));
    const done = !awaitsVisit(site, c.get('view').now);
    return fragment(c, done ? <VisitDone id={site.id} /> : <VisitState {...site} />, { done });
  });
}

/** Everything that the page of a resource shows. @throws NOT_FOUND, also for another's. */
export async function readResourcePage(ctx: Ctx, id: number): Promise<Omit<ResourcePageProps, 'pidForm'>> {
  const { site, full } = await readReport(ctx, id);
  const versions = (await recordHistory(ctx, { resourceId: id })).slice(0, 5);
  return { site, full, versions, names: await namesOf(ctx, versions) };
}

function VisitDone({ id }: { id: number }) {
  const { t } = useView();
  return <span class="row"><span>{t('resources.visit.done')}</span> <LinkButton href={`/portal/resources/${id}/report`} small icon="chart">{t('resources.visit.reload')}</LinkButton></span>;
}
