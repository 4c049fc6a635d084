import type { SiteReport } from '../../../crawl/index.ts';
import { EmptyState, Gauge, LinkButton, Section } from '../../ui/index.ts';
import type { Fmt } from '../../fmt.ts';
import { useView } from '../../view.ts';
import type { Translate } from '../../words/index.ts';

/** The affiliate's sites with their scores; who has none is told how to begin. */
export function Sites({ sites, more, threshold }: { sites: readonly SiteReport[]; more: boolean; threshold: number | undefined }) {
  const { t } = useView();
  if (sites.length === 0) {
    return (
      <Section title={t('portal.home.sites')}>
        <EmptyState title={t('portal.home.no_sites')} action={<LinkButton kind="primary" icon="plus" href="/portal/resources/new">{t('portal.act.register')}</LinkButton>}>
          <p>{t('portal.home.no_sites_what')}</p>
        </EmptyState>
      </Section>
    );
  }
  return (
    <Section title={t('portal.home.sites')} actions={<LinkButton small kind="quiet" href="/portal/resources">{more ? t('portal.home.all_sites') : t('portal.home.manage_sites')}</LinkButton>}>
      <ul class="plain site-cards">
        {sites.map((site) => <SiteCard site={site} threshold={threshold} />)}
      </ul>
    </Section>
  );
}

function SiteCard({ site, threshold }: { site: SiteReport; threshold: number | undefined }) {
  const { t, fmt } = useView();
  return (
    <li class="card site-card">
      <Gauge size="s" score={site.score} threshold={threshold} />
      <div>
        <p class="clip"><a href={`/portal/resources/${site.resourceId}/report`}><strong>{site.name}</strong></a></p>
        {site.host && <p class="dim small clip">{site.host}</p>}
        <p class="dim small">
          {whenJudged(site, t, fmt)}
          {' · '}
          {site.verifiedAt ? t('portal.home.verified') : <a href={`/portal/resources/${site.resourceId}/proof`}>{t('portal.home.unverified')}</a>}
        </p>
      </div>
    </li>
  );
}

/** When the figure is from, or why there is none. */
function whenJudged(site: SiteReport, t: Translate, fmt: Fmt): string {
  if (site.visiting) return t('portal.home.visiting');
  if (site.unverifiable !== null) return t('portal.home.unreadable');
  return site.assessedAt ? t('portal.home.judged', { date: fmt.day(site.assessedAt) }) : t('portal.home.not_judged');
}
