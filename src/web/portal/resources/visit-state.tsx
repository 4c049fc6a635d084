import { Icon, State } from '../../ui/index.ts';
import { useView } from '../../view.ts';

export interface Visits {
  kind: string;
  nextCrawlAt: Date | null;
  lastCrawledAt: Date | null;
}

/** True while a site is being visited: its next visit is not set. */
export function isVisited({ kind, nextCrawlAt }: Visits): boolean {
  return kind === 'site' && nextCrawlAt === null;
}

/** True when a visit runs or waits for its turn. */
export function awaitsVisit(site: Visits, now: Date): boolean {
  return site.kind === 'site' && (site.nextCrawlAt === null || site.nextCrawlAt <= now);
}

/** When a resource was visited and will be, in words. */
export function VisitState(site: Visits) {
  const { t, fmt, now } = useView();
  if (site.kind !== 'site') return <span class="dim">{t('resources.no_crawl')}</span>;
  const ago = site.lastCrawledAt === null ? null : now.getTime() - site.lastCrawledAt.getTime();
  const last = ago === null ? t('resources.visit.never') : ago < 60_000 ? t('resources.visit.just') : t('resources.visit.last', { span: firstUnit(fmt.span(ago)) });
  if (isVisited(site)) return <State tone="info"><strong>{t('resources.visit.running')}</strong></State>;
  if (site.nextCrawlAt === null || site.nextCrawlAt <= now) return <State tone="info">{t('resources.visit.due')}</State>;
  const next = t('resources.visit.next', { span: firstUnit(fmt.span(site.nextCrawlAt.getTime() - now.getTime())) });
  return <span class="visits dim"><Icon name="clock" size={16} /><span>{last}</span><span>{next}</span></span>;
}

/** "4 天 6 小时" said roughly: "4 天". */
function firstUnit(span: string): string {
  return span.split(' ').slice(0, 2).join(' ');
}
