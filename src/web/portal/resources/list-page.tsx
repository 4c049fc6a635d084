import type { Hono } from 'hono';
import { type SiteReport, siteReports } from '../../../crawl/index.ts';
import { KINDS, listResources, type ResourceKind, type ResourcePage } from '../../../records/index.ts';
import type { PortalEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { EmptyState, LinkButton, PageHead, Pager, PortalShell, Tabs } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { ResourceRow } from './resource-row.tsx';

const PER_PAGE = 30;
/** From so many on it helps to see one kind alone. */
const MANY = 6;
const LOADED = 500;

type Listed = ResourcePage['resources'][number];

interface ListProps {
  all: Listed[];
  shown: Listed[];
  reports: Map<number, SiteReport>;
  kind: ResourceKind | undefined;
  older: string | null;
  paged: boolean;
}

/** `/portal/resources`: everything the affiliate promotes with. */
export function addList(app: Hono<PortalEnv>): void {
  app.get('/resources', async (c) => {
    const ctx = c.get('ctx');
    const affiliateId = c.get('affiliateId');
    const kind = KINDS.find((each) => each === c.req.query('kind'));
    const after = Number(/^\d{1,15}$/.exec(c.req.query('after') ?? '')?.[0] ?? 0);
    const [{ resources, next }, reports] = await Promise.all([listResources(ctx, { affiliateId, after, limit: LOADED }), siteReports(ctx, affiliateId)]);
    const matching = resources.filter((each) => kind === undefined || each.kind === kind);
    const shown = matching.slice(0, PER_PAGE);
    const from = matching.length > PER_PAGE ? shown.at(-1)?.id : next;
    const older = from === null || from === undefined ? null : `/portal/resources?${new URLSearchParams({ ...(kind ? { kind } : {}), after: String(from) })}`;
    return render(c, <ListPage all={resources} shown={shown} reports={new Map(reports.map((each) => [each.resourceId, each]))} kind={kind} older={older} paged={after > 0} />);
  });
}

function ListPage({ all, shown, reports, kind, older, paged }: ListProps) {
  const { t } = useView();
  const kinds = KINDS.filter((each) => all.some((one) => one.kind === each));
  const filterable = kind !== undefined || (all.length >= MANY && kinds.length > 1);
  const none = all.length === 0 && !paged;
  const register = <LinkButton href="/portal/resources/new" kind="primary" icon="plus">{t('resources.register')}</LinkButton>;
  return (
    <PortalShell title={t('resources.title')} nav="resources">
      <PageHead title={t('resources.title')} lead={t('resources.lead')} actions={none ? undefined : register} />
      {filterable && (
        <Tabs label={t('resources.filter.label')} tabs={[
          { href: '/portal/resources', label: t('resources.filter.all'), current: kind === undefined },
          ...KINDS.filter((each) => each === kind || kinds.includes(each)).map((each) => ({ href: `/portal/resources?kind=${each}`, label: t(`resources.kind.${each}`), current: each === kind })),
        ]} />
      )}
      {none ? <EmptyState title={t('resources.empty.title')} action={register}>{t('resources.empty.body')}</EmptyState>
        : shown.length === 0 ? <EmptyState title={t('resources.empty.kind')} small />
        : <ul class="resource-list">{shown.map((each) => <ResourceRow resource={each} report={reports.get(each.id)} />)}</ul>}
      {(older !== null || paged) && <Pager older={older} newer={paged ? '/portal/resources' : null} note={t('resources.shown', { n: shown.length })} />}
    </PortalShell>
  );
}
