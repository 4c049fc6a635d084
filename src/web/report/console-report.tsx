import type { Context, Hono } from 'hono';
import { type AffiliateRow, getAffiliate } from '../../records/index.ts';
import type { ConsoleEnv } from '../http/env.ts';
import { render } from '../http/render.tsx';
import { ConsoleShell, EmptyState, PageHead } from '../ui/index.ts';
import { useView } from '../view.ts';
import { idOf } from '../http/id-of.ts';
import { Foreign } from './foreign.tsx';
import { type ReadReport, readReport } from './read-report.ts';
import { ReportView } from './report-view.tsx';

/** `/console/resources/:id/report` and the earlier ones below it: what the affiliate sees, for the policy team. */
export function addConsoleReport(app: Hono<ConsoleEnv>): void {
  const show = async (c: Context<ConsoleEnv>, id: string, assessmentId?: string): Promise<Response> => {
    const ctx = c.get('ctx');
    const read = await readReport(ctx, idOf(id), assessmentId === undefined ? undefined : idOf(assessmentId));
    return render(c, <ConsoleReportPage {...read} affiliate={await getAffiliate(ctx, read.site.affiliateId)} />);
  };
  app.get('/resources/:id/report', (c) => show(c, c.req.param('id')));
  app.get('/resources/:id/report/:assessmentId', (c) => show(c, c.req.param('id'), c.req.param('assessmentId')));
}

function ConsoleReportPage({ site, full, affiliate }: ReadReport & { affiliate: AffiliateRow }) {
  const { t } = useView();
  const name = String(site.fields.name ?? site.url);
  return (
    <ConsoleShell title={t('report.of', { name })} nav="affiliates" sheet="report.css">
      <PageHead title={t('report.of', { name })} lead={<Foreign text={site.url} />} crumbs={[{ href: `/console/affiliates/${affiliate.id}`, label: affiliate.name }]} />
      {full ? <ReportView full={full} base={`/console/resources/${site.id}/report`} asks={false} /> : <EmptyState icon="chart" title={t('report.none.title')}>{t(site.kind === 'site' ? 'report.none.body' : 'report.none.kind')}</EmptyState>}
    </ConsoleShell>
  );
}
