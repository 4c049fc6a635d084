import type { SiteReport } from '../../../crawl/index.ts';
import { Badge } from '../../ui/index.ts';
import { useView } from '../../view.ts';

/** What stands against a site, counted by how heavily it weighs. */
export function Problems({ site }: { site: SiteReport }) {
  const { t } = useView();
  if (site.assessmentId === null) return null;
  const stops = site.violations.filter(({ level }) => level === 'stop');
  const confirmed = stops.filter((each) => each.confirmed).length;
  const open = stops.length - confirmed;
  const others = site.violations.filter(({ level }) => level === 'deduction' || level === 'review').length;
  return (
    <>
      {confirmed > 0 && <Badge tone="bad" icon="warn">{t('resources.problems.confirmed', { n: confirmed })}</Badge>}
      {open > 0 && <Badge tone="warn" icon="eye">{t('resources.problems.open', { n: open })}</Badge>}
      {others > 0 && <Badge tone="warn">{t('resources.problems.other', { n: others })}</Badge>}
      {site.unverifiable !== null && <Badge tone="info" icon="info">{t('resources.problems.unread')}</Badge>}
      {site.violations.length === 0 && site.unverifiable === null && <Badge tone="good" icon="check">{t('resources.clean')}</Badge>}
    </>
  );
}
