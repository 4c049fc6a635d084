import type { RequirementNow, StandingEntry } from '../../../policy/index.ts';
import { type IconName, Timeline, type TimelineItem, type Tone } from '../../ui/index.ts';
import { useView, type View } from '../../view.ts';
import type { WordKey } from '../../words/index.ts';

/** What happened to a permission, newest first, in words. Titles of reasons come from the requirements that are known. */
export function StandingTimeline({ events, requirements }: { events: readonly StandingEntry[]; requirements: readonly RequirementNow[] }) {
  const view = useView();
  const items = events.map((event) => itemOf(event, requirements, view)).sort((a, b) => b.at.getTime() - a.at.getTime());
  return <Timeline items={items} label={view.t('portal.permission.history')} />;
}

function itemOf(event: StandingEntry, requirements: readonly RequirementNow[], view: View): TimelineItem {
  const { t, fmt, locale, now } = view;
  // A closing was written beforehand; from its moment on it is told as what it did.
  const closed = event.kind === 'closing_scheduled' && !event.cancelled && event.effectiveAt <= now;
  const [key, tone, icon] = lookOf(event, closed);
  const reasons = event.reasons.flatMap((code) => requirements.find((each) => each.code === code)?.title[locale] ?? []);
  const why = reasons.length > 0 && event.kind !== 'closing_scheduled' ? t('portal.event.reasons', { reasons: reasons.join(locale === 'en' ? ', ' : '、') }) : null;
  return {
    at: closed ? event.effectiveAt : event.recordedAt,
    title: t(key, { date: fmt.date(event.effectiveAt) }),
    body: event.cancelled ? t('portal.event.was_cancelled') : why,
    tone: event.cancelled ? 'plain' : tone,
    icon,
  };
}

function lookOf(event: StandingEntry, closed: boolean): [WordKey, Tone, IconName] {
  switch (event.kind) {
    case 'initial':
      return event.outcome === 'closed' ? ['portal.event.initial_closed', 'plain', 'policy'] : ['portal.event.initial', 'plain', 'policy'];
    case 'granted':
      return ['portal.event.granted', 'good', 'check'];
    case 'closing_announced':
      return ['portal.event.announced', 'warn', 'mail'];
    case 'closing_scheduled':
      return closed ? ['portal.event.closed', 'bad', 'close'] : ['portal.event.scheduled', 'warn', 'clock'];
    case 'closing_cancelled':
      return event.cause.kind === 'sweep' ? ['portal.event.withdrawn', 'good', 'check'] : ['portal.event.kept', 'good', 'check'];
    case 'reopened':
      return event.cause.kind === 'case' ? ['portal.event.reopened_review', 'good', 'check'] : ['portal.event.reopened', 'good', 'check'];
  }
}
