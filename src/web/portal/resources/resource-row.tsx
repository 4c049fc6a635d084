import type { SiteReport } from '../../../crawl/index.ts';
import type { ResourcePage } from '../../../records/index.ts';
import { Foreign } from '../../report/index.ts';
import { Badge, Gauge, Icon, LinkButton } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { KIND_ICON } from './kind-icon.ts';
import { Problems } from './problems.tsx';
import { VisitState } from './visit-state.tsx';

/** One resource of the list: its judgement, what stands against it, and its next step. */
export function ResourceRow({ resource, report }: { resource: ResourcePage['resources'][number]; report: SiteReport | undefined }) {
  const { t } = useView();
  const path = `/portal/resources/${resource.id}`;
  const site = resource.kind === 'site';
  return (
    <li class="card resource-row">
      <div class="resource-mark">{report ? <Gauge score={report.score} size="s" /> : <span class="kind-mark"><Icon name={KIND_ICON[resource.kind]} size={24} /></span>}</div>
      <div class="resource-words">
        <h2><a href={path}><Foreign text={String(resource.fields.name ?? resource.url)} /></a></h2>
        <p class="dim"><Foreign text={resource.url} /></p>
      </div>
      <div class="resource-more">
        <p class="row badges">
          <Badge icon={KIND_ICON[resource.kind]}>{t(`resources.kind.${resource.kind}`)}</Badge>
          {site && (resource.verifiedAt ? <Badge tone="good" icon="shield">{t('resources.proved')}</Badge> : <Badge icon="shield">{t('resources.unproved')}</Badge>)}
          {report && <Problems site={report} />}
        </p>
        <p class="small"><VisitState {...resource} /></p>
      </div>
      <div class="resource-acts">
        {report && report.assessmentId !== null && <LinkButton href={`${path}/report`} small icon="chart">{t('resources.report')}</LinkButton>}
        {site && !resource.verifiedAt && <LinkButton href={`${path}/proof`} small icon="shield">{t('resources.prove')}</LinkButton>}
        <LinkButton href={`${path}/edit`} small kind="quiet" icon="edit">{t('resources.edit')}</LinkButton>
      </div>
    </li>
  );
}
