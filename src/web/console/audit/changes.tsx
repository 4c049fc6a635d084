import type { Child } from 'hono/jsx';
import type { AuditEntryRow } from '../../../auth/index.ts';
import { FIELD_LABELS } from '../../../records/index.ts';
import type { DiffRow } from '../../ui/index.ts';
import { useView, type View } from '../../view.ts';
import { isWordKey } from '../../words/index.ts';
import { permissionName, violationTitle, wordOf } from '../desk/words.ts';

type Fields = Record<string, unknown>;

/** Kept for machines: numbers that point elsewhere and say nothing to a person. */
const UNTOLD = new Set(['affiliateId', 'resourceId', 'staffId', 'userId', 'deliveryId', 'inviteId', 'caseId', 'cursor', 'requestId']);
/** Lists of what has words of its own. */
const SEPARATOR = { 'zh-CN': '、', en: ', ' } as const;

/** What an entry changed, folded away; nothing when it holds nothing to tell. */
export function Changes({ entry }: { entry: AuditEntryRow }) {
  const view = useView();
  const { t } = view;
  const rows = rowsOf(fieldsOf(entry.before), fieldsOf(entry.after), view);
  if (rows.length === 0) return null;
  return (
    <details class="figures">
      <summary>{t('console.audit.changes')}</summary>
      <ul class="changes">{rows.map((row) => <li>{t('console.audit.field', { name: row.label })}{row.before !== null && <del>{row.before}</del>} {row.after !== null && <ins>{row.after}</ins>}</li>)}</ul>
    </details>
  );
}

/** The edit of a record lists its fields itself; anything else is told field by field, without what stayed as it was. */
export function rowsOf(before: Fields, after: Fields, view: View): DiffRow[] {
  const { changes, ...rest } = after;
  const names = [...new Set([...Object.keys(before), ...Object.keys(rest)])].filter((name) => !UNTOLD.has(name));
  return [
    ...names.flatMap((name) => rowOf(name, labelOf(name, view), before[name], rest[name], view)),
    ...(Array.isArray(changes) ? changes.map(fieldsOf).flatMap((each) => rowOf(String(each['field']), recordLabel(String(each['field']), view), each['before'], each['after'], view)) : []),
  ];
}

function rowOf(name: string, label: string, before: unknown, after: unknown, view: View): DiffRow[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const told = (value: unknown): Child => (value === undefined || value === null || value === '' ? null : valueWords(name, value, view));
  const row = { label, before: told(before), after: told(after) };
  return row.before === null && row.after === null ? [] : [row];
}

function recordLabel(field: string, view: View): string {
  return Object.hasOwn(FIELD_LABELS, field) ? FIELD_LABELS[field as keyof typeof FIELD_LABELS][view.locale] : labelOf(field, view);
}

function labelOf(name: string, { t }: View): string {
  const key = `console.field.${name}`;
  return isWordKey(key) ? t(key) : name;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A value as people read it: moments in UTC+8, lists by their length unless they are words, states by their names. */
function valueWords(name: string, value: unknown, view: View): Child {
  const { t, fmt, locale } = view;
  if (typeof value === 'number') return name === 'drift' ? fmt.percent(value) : fmt.number(value);
  if (typeof value === 'boolean') return value ? t('console.audit.yes') : t('console.audit.no');
  if (Array.isArray(value)) {
    if (name === 'roles') return value.map((role) => wordOf('console.role.', String(role), t)).join(SEPARATOR[locale]);
    if (name === 'requirements') return value.map((each) => String(fieldsOf(fieldsOf(each)['title'])[locale] ?? '')).join(SEPARATOR[locale]);
    return t('console.audit.many', { n: value.length });
  }
  if (typeof value === 'object' && value !== null) return t('console.audit.many', { n: Object.keys(value).length });
  const text = String(value);
  if (MOMENT.test(text)) return fmt.moment(new Date(text));
  if (name === 'permission') return permissionName(text, locale, t);
  if (name === 'code') return violationTitle(text, locale, t);
  if (name === 'hash' || name === 'planHash') return text.slice(0, 12);
  const key = `console.value.${text}`;
  return isWordKey(key) ? t(key) : <span translate="no">{text}</span>;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
