import type { Hono } from 'hono';
import type { PortalEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { idOf } from '../../http/id-of.ts';
import { Foreign, type ReadReport, readReport, ReportView } from '../../report/index.ts';
import { EmptyState, LinkButton, PageHead, PortalShell } from '../../ui/index.ts';
import { useView } from '../../view.ts';

/** `/portal/resources/:id/report`, and the earlier ones below it. */
export function addReport(app: Hono<PortalEnv>): void {
  app.get('/resources/:id/report', async (c) => render(c, <ReportPage {...await readReport(c.get('ctx'), idOf(c.req.param('id')))} />));
  app.get('/resources/:id/report/:assessmentId', async (c) => render(c, <ReportPage {...await readReport(c.get('ctx'), idOf(c.req.param('id')), idOf(c.req.param('assessmentId')))} />));
}

function ReportPage({ site, full }: ReadReport) {
  const { t } = useView();
  const path = `/portal/resources/${site.id}`;
  const name = String(site.fields.name ?? site.url);
  return (
    <PortalShell title={t('report.of', { name })} nav="resources">
      <PageHead title={t('report.title')} lead={<><Foreign text={name} /> · <Foreign text={site.url} /></>} crumbs={[{ href: '/portal/resources', label: t('resources.title') }, { href: path, label: name }]}
        actions={<LinkButton href={path} icon="policy">{t('report.record')}</LinkButton>} />
      {full ? <ReportView full={full} base={`${path}/report`} asks /> : <EmptyState icon="chart" title={t('report.none.title')}>{t(site.kind === 'site' ? 'report.none.body' : 'report.none.kind')}</EmptyState>}
    </PortalShell>
  );
}
