import type { Child } from 'hono/jsx';
import { Badge, State, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { DECISION_TONES, DELIVERY_TONES, permissionName, STANDING_TONES, type StandingWord, wordOf } from './words.ts';

/** A link to an affiliate: the name, and the member number that people know it by. */
export function AffiliateLink({ id, name, memberId }: { id: number; name: string; memberId: string }) {
  const { t } = useView();
  return (
    <span class="two">
      <a href={`/console/affiliates/${id}`}>{name === '' ? t('console.affiliate.no_name') : name}</a>
      <small class="dim num">{t('console.member', { id: memberId })}</small>
    </span>
  );
}

export function PermissionName({ permission }: { permission: string }) {
  const { t, locale } = useView();
  return <>{permissionName(permission, locale, t)}</>;
}

export function StandingState({ word }: { word: StandingWord }) {
  const { t } = useView();
  return <State tone={STANDING_TONES[word]}>{t(`console.standing.${word}`)}</State>;
}

export function DeliveryState({ state }: { state: string }) {
  const { t } = useView();
  return <State tone={DELIVERY_TONES[state] ?? 'plain'}>{wordOf('console.delivery.', state, t)}</State>;
}

export function Decision({ decision }: { decision: 'kept' | 'reopened' | 'refused' }) {
  const { t } = useView();
  return <State tone={DECISION_TONES[decision] ?? 'plain'}>{t(`console.decision.${decision}`)}</State>;
}

/** When a case is due, and what is left of its time. */
export function Due({ at, overdue }: { at: Date; overdue: boolean }) {
  const { t, fmt, now } = useView();
  const span = fmt.span(Math.abs(at.getTime() - now.getTime()));
  return (
    <span class="two">
      <Time at={at} />
      {overdue ? <Badge tone="bad" icon="warn">{t('console.cases.overdue', { span })}</Badge> : <small class="dim num">{t('console.cases.left', { span })}</small>}
    </span>
  );
}

/** Two lines of a cell: what it is, and quietly what belongs to it. */
export function Two({ children, under }: { children?: Child; under?: Child }) {
  return under ? <span class="two"><span>{children}</span><small class="dim">{under}</small></span> : <>{children}</>;
}

/** Names and values beside each other, as many in a line as fit: for what is looked over, not read. */
export function FactsLine({ items }: { items: { label: string; value: Child }[] }) {
  return <dl class="facts-line">{items.map(({ label, value }) => <div><dt>{label}</dt><dd>{value}</dd></div>)}</dl>;
}
