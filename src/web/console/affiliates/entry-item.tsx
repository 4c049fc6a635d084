import { FIELD_LABELS } from '../../../records/index.ts';
import type { TimelineItem } from '../../ui/index.ts';
import type { View } from '../../view.ts';
import { actionWords } from '../audit/entry-words.ts';
import { actorWords, type Names } from '../desk/names.ts';
import type { ReasonTitles } from '../desk/reasons.ts';
import { DELIVERY_TONES, permissionName, wordOf } from '../desk/words.ts';
import type { Entry } from './timeline.ts';

/** What an entry of the timeline says. */
export function itemOf(entry: Entry, view: View, names: Names, reasons: ReasonTitles): TimelineItem {
  switch (entry.kind) {
    case 'standing':
      return standing(entry, view, names, reasons);
    case 'notice':
      return notice(entry, view);
    case 'record':
      return record(entry, view, names);
    case 'visit':
      return visit(entry, view);
    case 'case':
      return caseStep(entry, view, reasons);
    case 'audit':
      return { at: entry.at, icon: 'audit', title: actionWords(entry.entry.action, view.t), actor: actorWords(entry.entry.actor, names, view.t) };
  }
}

type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

function whyWords(permission: string, codes: readonly string[], view: View, reasons: ReasonTitles): string {
  return codes.length === 0 ? '' : view.t('console.reason.because', { reasons: codes.map((code) => reasons(permission, code, view.locale, view.t)).join(separator(view)) });
}

const separator = ({ locale }: View): string => (locale === 'en' ? ', ' : '、');

function standing({ at, event }: Of<'standing'>, view: View, names: Names, reasons: ReasonTitles): TimelineItem {
  const { t, fmt, locale, now } = view;
  const permission = permissionName(event.permission, locale, t);
  const effect = fmt.moment(event.effectiveAt);
  const actor = actorWords(event.actor, names, t);
  const { cause } = event;
  const because = t(`console.cause.${cause.kind}`, { id: cause.id ?? 0 });
  const href = cause.id !== null && cause.kind === 'case' ? `/console/cases/${cause.id}` : cause.id !== null && cause.kind === 'sweep' ? `/console/sweeps/${cause.id}` : null;
  const why = whyWords(event.permission, event.reasons, view, reasons);
  const body = <>{href === null ? because : <a href={href}>{because}</a>}{why !== '' && <> · {why}</>}{event.cancelled && <> · {t('console.event.taken_back')}</>}</>;
  const common = { at, actor, body };
  switch (event.kind) {
    case 'initial':
      return { ...common, icon: 'shield', title: t(event.outcome === 'granted' ? 'console.event.initial_granted' : 'console.event.initial_closed', { permission }) };
    case 'granted':
      return { ...common, icon: 'check', tone: 'good', title: t('console.event.granted', { permission }) };
    case 'reopened':
      return { ...common, icon: 'check', tone: 'good', title: t('console.event.reopened', { permission }) };
    case 'closing_announced':
      return { ...common, icon: 'warn', tone: 'warn', title: t('console.event.closing_announced', { permission }) };
    case 'closing_scheduled':
      return event.effectiveAt <= now && !event.cancelled
        ? { ...common, icon: 'close', tone: 'bad', title: t('console.event.closing_took_effect', { permission, at: effect }) }
        : { ...common, icon: 'clock', tone: 'warn', title: t('console.event.closing_scheduled', { permission, at: effect }) };
    case 'closing_cancelled':
      return { ...common, icon: 'check', tone: 'good', title: t('console.event.closing_cancelled', { permission }) };
  }
}

function notice({ at, notice: it }: Of<'notice'>, { t, locale, fmt }: View): TimelineItem {
  const { delivery } = it;
  const state = wordOf('console.delivery.', delivery.state, t);
  return {
    at,
    icon: 'mail',
    tone: DELIVERY_TONES[delivery.state] === 'bad' ? 'bad' : 'info',
    title: t('console.timeline.notice', { kind: t(`console.notice.${it.kind}`), permission: permissionName(it.permission, locale, t) }),
    body: <>{state}{delivery.acceptedAt && fmt.moment(delivery.acceptedAt) !== fmt.moment(at) && <> · {fmt.moment(delivery.acceptedAt)}</>}{delivery.address !== null && <> · <span class="any">{delivery.address}</span></>}</>,
  };
}

function record({ at, resource, entry }: Of<'record'>, view: View, names: Names): TimelineItem {
  const { t, locale } = view;
  const name = String(entry.fields.name ?? resource.host ?? resource.url);
  const actor = actorWords(entry.changedBy, names, t);
  if (entry.version === 1) return { at, actor, icon: 'plus', title: t('console.timeline.record_new', { name }), body: <span class="any">{resource.url}</span> };
  const fields = entry.changes.map(({ field }) => (FIELD_LABELS as Record<string, Record<typeof locale, string> | undefined>)[field]?.[locale] ?? field).join(separator(view));
  return { at, actor, icon: 'edit', title: t('console.timeline.record_edit', { name, version: entry.version }), body: t('console.timeline.record_fields', { fields }) };
}

function visit({ at, resource, point }: Of<'visit'>, { t, fmt }: View): TimelineItem {
  const host = resource.host ?? resource.url;
  const href = `/console/resources/${resource.id}/report?at=${point.assessmentId}`;
  const title = point.score === null ? t('console.timeline.visit_none', { host }) : t('console.timeline.visit', { host, score: fmt.score(point.score) });
  return { at, icon: 'site', tone: point.score === null ? 'warn' : 'plain', title, body: <a href={href}>{t('console.affiliate.report')}</a> };
}

function caseStep({ at, found, step }: Of<'case'>, view: View, reasons: ReasonTitles): TimelineItem {
  const { t, locale, fmt } = view;
  const permission = permissionName(found.permission, locale, t);
  const link = <a href={`/console/cases/${found.id}`}>{t('console.case.title', { id: found.id })}</a>;
  if (step === 'asked') return { at, icon: 'review', tone: 'info', title: t('console.timeline.case_asked', { permission }), body: <>{link} · {t('console.timeline.due', { at: fmt.moment(found.dueAt) })}</> };
  const decision = found.decision ? t(`console.decision.${found.decision}`) : '';
  const why = whyWords(found.permission, found.reasons ?? [], view, reasons);
  return { at, icon: 'review', tone: found.decision === 'refused' ? 'bad' : 'good', title: t('console.timeline.case_decided', { decision, permission }), body: <>{link}{why !== '' && <> · {why}</>}</> };
}

/** Who is named on these entries, for `namesOf`. */
export function refsIn(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => (entry.kind === 'standing' ? [entry.event.actor] : entry.kind === 'record' ? [entry.entry.changedBy] : entry.kind === 'audit' ? [entry.entry.actor] : []));
}
