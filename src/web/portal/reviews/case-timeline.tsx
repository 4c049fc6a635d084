import type { getCase } from '../../../reviews/index.ts';
import { Timeline, type TimelineItem } from '../../ui/index.ts';
import { useView, type View } from '../../view.ts';

type Entry = Awaited<ReturnType<typeof getCase>>['entries'][number];

/** What happened in a case, newest first, with the affiliate's own words. */
export function CaseTimeline({ entries, sites }: { entries: readonly Entry[]; sites: number }) {
  const view = useView();
  return <Timeline items={entries.map((entry) => itemOf(entry, sites, view)).reverse()} label={view.t('portal.case.history')} />;
}

function itemOf({ kind, at, actor, body }: Entry, sites: number, { t }: View): TimelineItem {
  const said = (body ?? {}) as { note?: string; sites?: number; decision?: string };
  switch (kind) {
    case 'asked': {
      const note = said.note?.trim();
      return { at, icon: 'review', tone: 'info', title: t('portal.case.asked'), body: <>{t('portal.case.visits', { n: said.sites ?? sites })}{note && <blockquote class="pre-line">{note}</blockquote>}</>, actor: actor.startsWith('staff:') ? t('portal.case.by_team') : undefined };
    }
    case 'crawled':
      return { at, icon: 'eye', tone: 'plain', title: t('portal.case.crawled'), body: t('portal.case.crawled_what') };
    case 'decided':
      return said.decision === 'refused'
        ? { at, icon: 'close', tone: 'bad', title: t('portal.case.decided_refused'), body: actor === 'system' ? t('portal.case.by_policy') : undefined }
        : { at, icon: 'check', tone: 'good', title: said.decision === 'reopened' ? t('portal.case.decided_reopened') : t('portal.case.decided_kept'), body: actor === 'system' ? t('portal.case.by_policy') : undefined };
  }
}
